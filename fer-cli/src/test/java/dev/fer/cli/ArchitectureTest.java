package dev.fer.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import dev.fer.search.run.worker.WorkerLoop;

/** Who may know whom, over all modules at once. */
@AnalyzeClasses(packages = "dev.fer", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] DL4J = {"org.deeplearning4j..", "org.nd4j.."};

    @ArchTest
    static final ArchRule commonKnowsNobody = noClasses()
            .that()
            .resideInAPackage("dev.fer.common..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.fer.data..", "dev.fer.search..", "dev.fer.models..", "dev.fer.report..", "dev.fer.cli..");

    @ArchTest
    static final ArchRule dataKnowsNoNetworksAndNoSearches = noClasses()
            .that()
            .resideInAPackage("dev.fer.data..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.deeplearning4j..",
                    "dev.fer.search..",
                    "dev.fer.models..",
                    "dev.fer.report..",
                    "dev.fer.cli..");

    @ArchTest
    static final ArchRule searchKnowsNoImagesAndNoNetworks = noClasses()
            .that()
            .resideInAPackage("dev.fer.search..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.fer.data..", "dev.fer.models..", "dev.fer.report..", "dev.fer.cli..");

    @ArchTest
    static final ArchRule searchMeetsDl4jOnlyInTheArbiterBridge = noClasses()
            .that()
            .resideInAPackage("dev.fer.search..")
            .and()
            .resideOutsideOfPackage("dev.fer.search.arbiter..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(DL4J);

    @ArchTest
    static final ArchRule modelsKnowNoCommandLineAndNoSql = noClasses()
            .that()
            .resideInAPackage("dev.fer.models..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("picocli..", "java.sql..", "org.jdbi..", "dev.fer.report..", "dev.fer.cli..");

    @ArchTest
    static final ArchRule reportsKnowOnlyTheStore = noClasses()
            .that()
            .resideInAPackage("dev.fer.report..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.deeplearning4j..", "org.nd4j..", "dev.fer.data..", "dev.fer.models..", "dev.fer.cli..");

    @ArchTest
    static final ArchRule packagesFormNoCycles =
            slices().matching("dev.fer.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule internalMeansInternal = ArchRuleDefinition.classes()
            .that()
            .resideInAPackage("..internal..")
            .should(new ArchCondition<JavaClass>("be used only in their own module") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    type.getDirectDependenciesToSelf().stream()
                            .filter(use -> !module(use.getOriginClass()).equals(module(type)))
                            .forEach(use -> events.add(SimpleConditionEvent.violated(type, use.getDescription())));
                }
            })
            .allowEmptyShould(true);

    @ArchTest
    static void onlyTheCommandLineWritesToStandardStreams(JavaClasses classes) {
        DescribedPredicate<JavaClass> mayWrite = JavaClass.Predicates.resideInAPackage("dev.fer.cli..")
                // Makes a process a worker, whose protocol is its standard output.
                .or(JavaClass.Predicates.equivalentTo(WorkerLoop.class));
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(classes.that(DescribedPredicate.not(mayWrite)));
    }

    private static String module(JavaClass type) {
        return type.getPackageName().split("\\.")[2];
    }
}
