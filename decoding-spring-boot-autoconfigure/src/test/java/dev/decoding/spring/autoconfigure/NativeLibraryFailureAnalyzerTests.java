package dev.decoding.spring.autoconfigure;

import dev.decoding.engine.NativeLibraryException;
import org.junit.jupiter.api.Test;

import org.springframework.boot.diagnostics.FailureAnalysis;

import static org.assertj.core.api.Assertions.assertThat;

class NativeLibraryFailureAnalyzerTests {

	@Test
	void namesTheArtifactToAdd() {
		FailureAnalysis analysis = FailingLoad
			.with(new NativeLibraryException("linux-x86_64", "No native library on the class path.", null));
		assertThat(analysis.getDescription()).isEqualTo("PyTorch's native library for 'linux-x86_64' is not "
				+ "available: No native library on the class path.");
		assertThat(analysis.getAction()).contains("<artifactId>pytorch-native-cpu</artifactId>",
				"<classifier>linux-x86_64</classifier>");
		assertThat(analysis.getAction()).containsPattern(
				"runtimeOnly\\(\"ai\\.djl\\.pytorch:pytorch-native-cpu:\\d+\\.\\d+\\.\\d+:linux-x86_64\"\\)");
	}

	@Test
	void namesThePlatformsWhereThereIsNoArtifact() {
		FailureAnalysis analysis = FailingLoad.with(new NativeLibraryException("osx-x86_64", "Not published.", null));
		assertThat(analysis.getAction()).contains("linux-x86_64, linux-aarch64, osx-aarch64, win-x86_64")
			.doesNotContain("<classifier>");
	}

}
