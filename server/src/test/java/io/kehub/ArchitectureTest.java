package io.kehub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.Violations;
import seeded.arrows.Program;

/** The house is built as planned, and each guard was seen to bark: every rule is shown to fail on a seeded violation. */
class ArchitectureTest {

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/io/kehub/client/"))
            .importPackages("io.kehub");

    private static final JavaClasses SEEDED = new ClassFileImporter().importPackages("seeded.house");

    @Test
    void arrowsBetweenModulesNeverTurnBack() {
        ApplicationModules.of(KeHubApplication.class).verify();
    }

    @Test
    void anArrowThatTurnsBackIsFound() {
        var program = ApplicationModules.of(Program.class, ImportOption.Predefined.ONLY_INCLUDE_TESTS);

        assertThatThrownBy(program::verify).isInstanceOf(Violations.class).hasMessageContaining("'back'");
    }

    @ParameterizedTest
    @MethodSource
    void theHouseKeepsItsRules(ArchRule rule) {
        rule.check(HOUSE);
    }

    @ParameterizedTest
    @MethodSource
    void everyRuleFindsItsSeededViolation(ArchRule rule) {
        assertThat(rule.evaluate(SEEDED).hasViolation()).isTrue();
    }

    @Test
    void aControllerThatReadsJsonItselfIsFound() {
        var rule = Objects.requireNonNull(new HouseRules("seeded.house").all().get("Jackson lives at the border"));

        assertThat(rule.evaluate(SEEDED).getFailureReport().toString()).contains("seeded.house.api.OpenController");
    }

    static Stream<Named<ArchRule>> theHouseKeepsItsRules() {
        return rulesFor("io.kehub");
    }

    static Stream<Named<ArchRule>> everyRuleFindsItsSeededViolation() {
        return rulesFor("seeded.house");
    }

    private static Stream<Named<ArchRule>> rulesFor(String root) {
        return new HouseRules(root).all().entrySet().stream().map(rule -> Named.of(rule.getKey(), rule.getValue()));
    }
}
