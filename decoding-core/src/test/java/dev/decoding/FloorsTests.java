package dev.decoding;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

/**
 * Checks that imports go down the floors of the house, never up.
 */
class FloorsTests {

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("dev.decoding");

	@Test
	void importsGoDown() {
		layeredArchitecture().consideringOnlyDependenciesInLayers()
			.layer("model")
			.definedBy("dev.decoding.model..")
			.layer("logits")
			.definedBy("dev.decoding.logits..")
			.layer("mixture")
			.definedBy("dev.decoding.mixture..")
			.layer("search")
			.definedBy("dev.decoding.search..")
			.layer("scaling")
			.definedBy("dev.decoding.scaling..")
			.layer("chat")
			.definedBy("dev.decoding.chat..")
			.layer("engine")
			.definedBy("dev.decoding.engine..")
			.whereLayer("scaling")
			.mayNotBeAccessedByAnyLayer()
			.whereLayer("search")
			.mayOnlyBeAccessedByLayers("scaling")
			.whereLayer("chat")
			.mayNotBeAccessedByAnyLayer()
			.whereLayer("engine")
			.mayNotBeAccessedByAnyLayer()
			.whereLayer("logits")
			.mayOnlyBeAccessedByLayers("search", "scaling")
			.whereLayer("mixture")
			.mayOnlyBeAccessedByLayers("search", "scaling")
			.whereLayer("model")
			.mayOnlyBeAccessedByLayers("logits", "mixture", "search", "scaling", "chat", "engine")
			.ensureAllClassesAreContainedInArchitectureIgnoring("dev.decoding")
			.check(CLASSES);
	}

	@Test
	void modelKnowsNothing() {
		noClasses().that()
			.resideInAPackage("dev.decoding.model..")
			.should()
			.dependOnClassesThat()
			.resideOutsideOfPackages("dev.decoding.model..", "java..", "org.jspecify..")
			.check(CLASSES);
	}

	@Test
	void coreKnowsNoSpring() {
		noClasses().should().dependOnClassesThat().resideInAPackage("org.springframework..").check(CLASSES);
	}

	@Test
	void onlyTheEngineKnowsTheNativeLibraries() {
		noClasses().that()
			.resideOutsideOfPackage("dev.decoding.engine..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("ai.djl..", "com.sun.jna..")
			.check(CLASSES);
	}

}
