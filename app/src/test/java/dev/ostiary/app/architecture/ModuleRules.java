package dev.ostiary.app.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.ArrayList;
import java.util.List;

/// Who may know whom: `core` nobody, the doors each other never, `app` everybody.
final class ModuleRules {
    /// The modules through which the outside comes in.
    private static final List<String> DOORS = List.of("gateway", "control", "kubernetes");

    private ModuleRules() {}

    static ArchRule coreUsesTheJdkOnly(String root) {
        return classes()
                .that()
                .resideInAPackage(root + ".core..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(root + ".core..", "java..", "javax.crypto..", "org.jspecify..");
    }

    static ArchRule coreHasNoSqlHttpOrLogging(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + ".core..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "java.net.http..", "java.util.logging..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.lang\\.System\\$Logger.*");
    }

    static ArchRule storeSeesCoreOnly(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + ".store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages(root, DOORS));
    }

    static ArchRule doorsSeeCoreOnly(String root) {
        return DOORS.stream()
                .map(door -> doorSeesCoreOnly(root, door))
                .reduce((one, other) -> CompositeArchRule.of(one).and(other))
                .orElseThrow();
    }

    private static ArchRule doorSeesCoreOnly(String root, String door) {
        List<String> others = new ArrayList<>(DOORS);
        others.remove(door);
        others.addAll(List.of("store", "app"));
        return noClasses()
                .that()
                .resideInAPackage(root + "." + door + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages(root, others))
                .allowEmptyShould(true);
    }

    static ArchRule nobodyKnowsApp(String root) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".app..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(root + ".app..");
    }

    static ArchRule packagesHaveNoCycles(String root) {
        return slices().matching(root + ".(**)").should().beFreeOfCycles();
    }

    static ArchRule springStaysInControl(String root) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(root + ".control..", root + ".app..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..");
    }

    private static String[] packages(String root, List<String> modules) {
        return modules.stream().map(module -> root + "." + module + "..").toArray(String[]::new);
    }
}
