package dev.fer.search;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

@AnalyzeClasses(packages = "dev.fer.search", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule onlyTheArbiterPackageKnowsDeepLearning = noClasses()
            .that()
            .resideOutsideOfPackage("dev.fer.search.arbiter..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.deeplearning4j..", "org.nd4j..", "org.datavec..");

    @ArchTest
    static final ArchRule nothingKnowsTheOtherModules = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.fer.data..", "dev.fer.models..", "dev.fer.report..", "dev.fer.cli..");

    @ArchTest
    static final ArchRule packagesFormNoCycles =
            slices().matching("dev.fer.(search..)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nothingPrints = noClasses()
            .should()
            .accessField(System.class, "out")
            .orShould()
            .callMethod(Throwable.class, "printStackTrace");

    @ArchTest
    static final ArchRule noLibrarysTypesInPublicSignatures = methods()
            .that()
            .areDeclaredInClassesThat()
            .areTopLevelClasses()
            .and()
            .arePublic()
            .should(notShowTypesOf("tools.jackson..", "java.sql..", "org.sqlite..", "org.flywaydb.."));

    private static ArchCondition<JavaMethod> notShowTypesOf(String... packages) {
        DescribedPredicate<JavaClass> hidden = resideInAnyPackage(packages);
        return new ArchCondition<>("not show types of " + String.join(", ", packages)) {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean seen = method.getOwner().getModifiers().contains(JavaModifier.PUBLIC);
                boolean shows = hidden.test(method.getRawReturnType())
                        || method.getRawParameterTypes().stream().anyMatch(hidden);
                if (seen && shows) {
                    events.add(SimpleConditionEvent.violated(method, method.getFullName() + " shows a hidden type"));
                }
            }
        };
    }
}
