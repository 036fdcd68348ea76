package dev.decoding.chat.template;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The nodes of a parsed template, immutable. {@code position} is where a node begins in
 * the source.
 */
final class Syntax {

	private Syntax() {
	}

	private static List<Node> nodes(List<? extends Node> first, @Nullable Node... others) {
		List<Node> nodes = new ArrayList<>(first);
		for (Node other : others) {
			if (other != null) {
				nodes.add(other);
			}
		}
		return nodes;
	}

	private static List<Node> nodes(@Nullable Node... nodes) {
		return nodes(List.of(), nodes);
	}

	private static List<Node> join(List<? extends Node> first, List<? extends Node> second,
			List<? extends Node> third) {
		List<Node> nodes = new ArrayList<>(first);
		nodes.addAll(second);
		nodes.addAll(third);
		return nodes;
	}

	/** A node with the nodes directly below it, in the order of the source. */
	interface Node {

		int position();

		default List<Node> children() {
			return List.of();
		}

	}

	/** What has a value. */
	interface Expr extends Node {

	}

	/** What is executed. */
	interface Stmt extends Node {

	}

	/** Text outside of tags. */
	record Data(int position, String text) implements Expr {
	}

	record Constant(int position, Object value) implements Expr {
	}

	record Name(int position, String name, Use use) implements Expr {

		Name as(Use other) {
			return new Name(this.position, this.name, other);
		}

	}

	/** What a name is there for. */
	enum Use {

		LOAD, STORE, PARAMETER

	}

	/** {@code name.attribute} as the target of an assignment. */
	record NamespaceTarget(int position, Name namespace, String attribute) implements Expr {

		@Override
		public List<Node> children() {
			return List.of(this.namespace);
		}

	}

	record TupleLiteral(int position, List<Expr> items) implements Expr {

		@Override
		public List<Node> children() {
			return nodes(this.items);
		}

	}

	record ListLiteral(int position, List<Expr> items) implements Expr {

		@Override
		public List<Node> children() {
			return nodes(this.items);
		}

	}

	record DictLiteral(int position, List<Expr> keys, List<Expr> values) implements Expr {

		@Override
		public List<Node> children() {
			return join(this.keys, this.values, List.of());
		}

	}

	record Conditional(int position, Expr test, Expr then, @Nullable Expr otherwise) implements Expr {

		@Override
		public List<Node> children() {
			return nodes(this.test, this.then, this.otherwise);
		}

	}

	/** Arithmetic, {@code and} and {@code or}. */
	record Binary(int position, String operator, Expr left, Expr right) implements Expr {

		@Override
		public List<Node> children() {
			return nodes(this.left, this.right);
		}

	}

	record Unary(int position, String operator, Expr operand) implements Expr {

		@Override
		public List<Node> children() {
			return nodes(this.operand);
		}

	}

	/** Values as text, joined by {@code ~}. */
	record Concatenation(int position, List<Expr> items) implements Expr {

		@Override
		public List<Node> children() {
			return nodes(this.items);
		}

	}

	record Comparison(int position, Expr first, List<Operand> operands) implements Expr {

		@Override
		public List<Node> children() {
			return join(List.of(this.first), this.operands, List.of());
		}

	}

	record Operand(int position, String operator, Expr value) implements Node {

		@Override
		public List<Node> children() {
			return nodes(this.value);
		}

	}

	record Attribute(int position, Expr target, String name) implements Expr {

		@Override
		public List<Node> children() {
			return nodes(this.target);
		}

	}

	record Subscript(int position, Expr target, Expr index) implements Expr {

		@Override
		public List<Node> children() {
			return nodes(this.target, this.index);
		}

	}

	record Slice(int position, @Nullable Expr start, @Nullable Expr stop, @Nullable Expr step) implements Expr {

		@Override
		public List<Node> children() {
			return nodes(this.start, this.stop, this.step);
		}

	}

	record Keyword(int position, String name, Expr value) implements Node {

		@Override
		public List<Node> children() {
			return nodes(this.value);
		}

	}

	/** The arguments of a call, a filter or a test. */
	record CallArguments(List<Expr> positional, List<Keyword> keywords, @Nullable Expr spread,
			@Nullable Expr keywordSpread) {

		static final CallArguments NONE = new CallArguments(List.of(), List.of(), null, null);

		List<Node> nodes() {
			return join(this.positional, this.keywords, Syntax.nodes(this.spread, this.keywordSpread));
		}

	}

	record Call(int position, Expr function, CallArguments arguments) implements Expr {

		@Override
		public List<Node> children() {
			return join(List.of(this.function), this.arguments.nodes(), List.of());
		}

	}

	/** A filter; without a value, it is of a block. */
	record Filter(int position, @Nullable Expr value, String name, CallArguments arguments) implements Expr {

		@Override
		public List<Node> children() {
			return join(Syntax.nodes(this.value), this.arguments.nodes(), List.of());
		}

	}

	record Test(int position, Expr value, String name, CallArguments arguments) implements Expr {

		@Override
		public List<Node> children() {
			return join(List.of(this.value), this.arguments.nodes(), List.of());
		}

	}

	record Output(int position, List<Expr> items) implements Stmt {

		@Override
		public List<Node> children() {
			return nodes(this.items);
		}

	}

	record For(int position, Expr target, Expr iterable, @Nullable Expr test, boolean recursive, List<Stmt> body,
			List<Stmt> otherwise) implements Stmt {

		@Override
		public List<Node> children() {
			return join(nodes(this.target, this.iterable, this.test), this.body, this.otherwise);
		}

	}

	record If(int position, Expr test, List<Stmt> body, List<If> elifs, List<Stmt> otherwise) implements Stmt {

		@Override
		public List<Node> children() {
			List<Node> children = join(List.of(this.test), this.body, this.elifs);
			children.addAll(this.otherwise);
			return children;
		}

	}

	record With(int position, List<Expr> targets, List<Expr> values, List<Stmt> body) implements Stmt {

		@Override
		public List<Node> children() {
			return join(this.targets, this.values, this.body);
		}

	}

	record Autoescape(int position, Expr value, List<Stmt> body) implements Stmt {

		@Override
		public List<Node> children() {
			return join(List.of(this.value), this.body, List.of());
		}

	}

	record Block(int position, String name, boolean scoped, boolean required, List<Stmt> body) implements Stmt {

		@Override
		public List<Node> children() {
			return nodes(this.body);
		}

	}

	/** What a macro and a call block have in common. */
	record Signature(List<Name> parameters, List<Expr> defaults) {

	}

	record Macro(int position, String name, Signature signature, List<Stmt> body) implements Stmt {

		@Override
		public List<Node> children() {
			return join(this.signature.parameters(), this.signature.defaults(), this.body);
		}

	}

	record CallBlock(int position, Signature signature, Call call, List<Stmt> body) implements Stmt {

		@Override
		public List<Node> children() {
			List<Node> children = join(this.signature.parameters(), this.signature.defaults(), this.body);
			children.add(this.call);
			return children;
		}

	}

	/** The text of the assistant, which transformers can mark. */
	record Generation(int position, List<Stmt> body) implements Stmt {

		@Override
		public List<Node> children() {
			return nodes(this.body);
		}

	}

	record FilterBlock(int position, Filter filter, List<Stmt> body) implements Stmt {

		@Override
		public List<Node> children() {
			return join(List.of(this.filter), this.body, List.of());
		}

	}

	record Assign(int position, Expr target, Expr value) implements Stmt {

		@Override
		public List<Node> children() {
			return nodes(this.value, this.target);
		}

	}

	record AssignBlock(int position, Expr target, @Nullable Filter filter, List<Stmt> body) implements Stmt {

		@Override
		public List<Node> children() {
			return join(nodes(this.target, this.filter), this.body, List.of());
		}

	}

	record Break(int position) implements Stmt {

	}

	record Continue(int position) implements Stmt {

	}

	/** What would load another template: there is none. */
	record Load(int position, Expr template, List<Name> targets) implements Stmt {

		@Override
		public List<Node> children() {
			return join(List.of(this.template), this.targets, List.of());
		}

	}

}
