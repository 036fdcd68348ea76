/**
 * A Jinja engine for chat templates. {@link dev.decoding.chat.template.Template} parses
 * the template that a checkpoint carries and renders it byte for byte as Hugging Face
 * transformers does: Jinja2 3.1.6 in an immutable sandbox, with Python's semantics
 * wherever they show in the text. A template is not trusted: it sees nothing but the
 * variables it is given, and {@link dev.decoding.chat.template.RenderLimits} bound what
 * it may spend.
 * <p>
 * Inside: a {@code Lexer} and {@code Parser} make the immutable {@code Syntax} tree, a
 * {@code StatementCompiler} decides which variable every name means ({@code Symbols}) and
 * ties the tree into {@code Statement}s and {@code Expression}s, and a {@code Rendering}
 * is one run of them. Strings, numbers and booleans are Java's, every other value is a
 * {@code Value}.
 */
@NullMarked
package dev.decoding.chat.template;

import org.jspecify.annotations.NullMarked;
