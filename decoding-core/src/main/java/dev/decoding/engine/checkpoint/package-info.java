/**
 * Checkpoints as they lie on disk: finding them (a directory, the class path, the Hugging
 * Face Hub), and reading their configuration and weights. All of it is plain Java, and a
 * wrong file is refused here, before anything native sees it.
 */
@NullMarked
package dev.decoding.engine.checkpoint;

import org.jspecify.annotations.NullMarked;
