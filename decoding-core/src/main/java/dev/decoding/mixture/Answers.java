package dev.decoding.mixture;

import java.util.Arrays;
import java.util.List;

import dev.decoding.model.Evaluation.Result;
import dev.decoding.model.Logits;

/**
 * What the members of a mixture answer to one query.
 *
 * @param members the answers, of the first member only where no scores are wanted
 * @param vocabulary for how many tokens all members have scores
 */
record Answers(List<Member> members, int vocabulary) {

	Result first() {
		return this.members.get(0).result();
	}

	int computedTokens() {
		return this.members.stream().mapToInt((member) -> member.result().computedTokens()).sum();
	}

	/**
	 * Copy the members' scores, for the same may be asked for twice.
	 * @param position the position
	 * @return a row for each member
	 */
	List<Logits> rows(int position) {
		return this.members.stream().map((member) -> row(member.logits(position))).toList();
	}

	private Logits row(Logits logits) {
		return Logits.of(Arrays.copyOf(logits.scores(), this.vocabulary));
	}

	/**
	 * What a member answers.
	 *
	 * @param result the answer
	 * @param missing by how many tokens the member's prompt is shorter
	 */
	record Member(Result result, int missing) {

		Logits logits(int position) {
			return this.result.logits(position - this.missing);
		}

	}

}
