package dev.decoding.mixture;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import dev.decoding.model.CausalLm;
import dev.decoding.model.ModelInfo;

/**
 * What is known of several models as one.
 */
final class MixtureInfo {

	private MixtureInfo() {
	}

	static ModelInfo of(List<CausalLm> members) {
		ModelInfo first = members.get(0).info();
		Set<CausalLm> models = Collections.newSetFromMap(new IdentityHashMap<>());
		models.addAll(members);
		return new ModelInfo(first.name(), first.architecture(), Vocabularies.size(members),
				members.stream().mapToInt((member) -> member.info().contextLength()).min().orElseThrow(),
				first.hiddenSize(), first.layers(), first.endOfTextTokens(), first.beginOfTextToken(), first.padToken(),
				first.device(), first.dtype(), models.stream().mapToLong((model) -> model.info().parameters()).sum(),
				models.stream().mapToLong((model) -> model.info().weightBytes()).sum(), first.chatFormat(),
				first.tiedEmbeddings());
	}

}
