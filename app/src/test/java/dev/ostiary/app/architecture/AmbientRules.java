package dev.ostiary.app.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.Calendar;
import java.util.Date;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// What a class could take from thin air and must be given instead: time, randomness, the environment, the console.
final class AmbientRules {
    private AmbientRules() {}

    /// `nanoTime` stays free: it measures how long something took and says nothing of the date.
    static ArchRule theClockIsPassedIn(String root) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".app..")
                .should()
                .accessTargetWhere(Targets.timeWithoutClock()
                        .or(Targets.method(System.class, "currentTimeMillis"))
                        .or(Targets.method(
                                Clock.class,
                                "system",
                                "systemUTC",
                                "systemDefaultZone",
                                "tick",
                                "tickMillis",
                                "tickSeconds",
                                "tickMinutes"))
                        .or(Targets.method(Calendar.class, "getInstance"))
                        .or(Targets.bareConstructor(Date.class)));
    }

    static ArchRule randomnessIsMadeInOnePackage(String root) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".core.random..")
                .should()
                .accessTargetWhere(Targets.anyOf(RandomGenerator.class)
                        .or(Targets.method(UUID.class, "randomUUID"))
                        .or(Targets.method(Math.class, "random"))
                        .or(Targets.method(StrictMath.class, "random")));
    }

    static ArchRule theEnvironmentIsReadInOnePackage(String root) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".app.environment..")
                .should()
                .accessTargetWhere(Targets.method(
                                System.class, "getenv", "getProperty", "getProperties", "setProperty", "clearProperty")
                        .or(Targets.method(Boolean.class, "getBoolean"))
                        .or(Targets.method(Integer.class, "getInteger"))
                        .or(Targets.method(Long.class, "getLong")));
    }

    static ArchRule onlyTheCommandLinePrints(String root) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".app..")
                .should()
                .accessTargetWhere(Targets.method(System.class, "out", "err", "in", "console")
                        .or(Targets.method(IO.class, "print", "println", "readln")));
    }
}
