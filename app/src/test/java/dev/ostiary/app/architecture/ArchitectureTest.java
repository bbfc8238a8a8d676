package dev.ostiary.app.architecture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The program keeps every [Rule], and every rule is seen to fail on classes planted to break it.
class ArchitectureTest {
    private static final String PROGRAM = "dev.ostiary";
    private static final String PLANTED = "dev.ostiary.planted";

    private static final JavaClasses PROGRAM_CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(PROGRAM);
    private static final JavaClasses PLANTED_CLASSES = new ClassFileImporter().importPackages(PLANTED);

    /// No class of the program breaks the rule.
    @ParameterizedTest
    @EnumSource
    void program_keepsTheRule(Rule rule) {
        rule.under(PROGRAM).check(PROGRAM_CLASSES);
    }

    /// The rule reports each class planted to break it.
    @ParameterizedTest
    @EnumSource
    void plantedOffender_isReported(Rule rule) {
        String report =
                rule.under(PLANTED).evaluate(PLANTED_CLASSES).getFailureReport().toString();
        for (Class<?> offender : rule.offenders()) {
            assertTrue(report.contains(offender.getName()), () -> rule + " misses " + offender + ": " + report);
        }
    }

    /// Every module is among the classes that are checked: an empty set keeps all rules.
    @Test
    void program_hasAllModules() {
        for (String module : new String[] {"core", "store", "gateway", "control", "app"}) {
            String prefix = PROGRAM + "." + module;
            assertTrue(
                    PROGRAM_CLASSES.stream()
                            .anyMatch(found -> found.getPackageName().startsWith(prefix)),
                    () -> "no class of " + prefix);
        }
    }
}
