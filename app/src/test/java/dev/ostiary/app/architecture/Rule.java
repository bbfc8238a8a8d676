package dev.ostiary.app.architecture;

import com.tngtech.archunit.lang.ArchRule;
import dev.ostiary.planted.app.Composer;
import dev.ostiary.planted.control.CallsTheGateway;
import dev.ostiary.planted.control.CallsTheStore;
import dev.ostiary.planted.control.FieldInjection;
import dev.ostiary.planted.core.LogsInCore;
import dev.ostiary.planted.core.OpensAConnection;
import dev.ostiary.planted.core.UsesALibrary;
import dev.ostiary.planted.core.one.KnowsTwo;
import dev.ostiary.planted.core.two.KnowsOne;
import dev.ostiary.planted.gateway.AsksTheClock;
import dev.ostiary.planted.gateway.CallsTheApp;
import dev.ostiary.planted.gateway.ClockByReference;
import dev.ostiary.planted.gateway.DrawsRandomness;
import dev.ostiary.planted.gateway.PrintsToTheConsole;
import dev.ostiary.planted.gateway.RandomnessByReference;
import dev.ostiary.planted.gateway.ReadsTheEnvironment;
import dev.ostiary.planted.gateway.SpringInTheGateway;
import dev.ostiary.planted.store.CallsControl;
import dev.ostiary.planted.store.RevealByReference;
import dev.ostiary.planted.store.RevealsASecret;
import dev.ostiary.planted.store.StringUtils;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// Every rule, beside the planted classes that break it. A rule without an offender cannot be written down here.
enum Rule {
    CORE_USES_THE_JDK_ONLY(ModuleRules::coreUsesTheJdkOnly, UsesALibrary.class),
    CORE_HAS_NO_SQL_HTTP_OR_LOGGING(ModuleRules::coreHasNoSqlHttpOrLogging, OpensAConnection.class, LogsInCore.class),
    STORE_SEES_CORE_ONLY(ModuleRules::storeSeesCoreOnly, CallsControl.class),
    DOORS_SEE_CORE_ONLY(ModuleRules::doorsSeeCoreOnly, CallsTheGateway.class, CallsTheStore.class, CallsTheApp.class),
    NOBODY_KNOWS_APP(ModuleRules::nobodyKnowsApp, CallsTheApp.class),
    PACKAGES_HAVE_NO_CYCLES(ModuleRules::packagesHaveNoCycles, KnowsOne.class, KnowsTwo.class),
    SPRING_STAYS_IN_CONTROL(ModuleRules::springStaysInControl, SpringInTheGateway.class),
    SECRETS_ARE_REVEALED_BY_FEW(SecretRules::secretsAreRevealedByFew, RevealsASecret.class, RevealByReference.class),
    THE_CLOCK_IS_PASSED_IN(AmbientRules::theClockIsPassedIn, AsksTheClock.class, ClockByReference.class),
    RANDOMNESS_IS_MADE_IN_ONE_PACKAGE(
            AmbientRules::randomnessIsMadeInOnePackage, DrawsRandomness.class, RandomnessByReference.class),
    THE_ENVIRONMENT_IS_READ_IN_ONE_PACKAGE(
            AmbientRules::theEnvironmentIsReadInOnePackage, ReadsTheEnvironment.class, Composer.class),
    ONLY_THE_COMMAND_LINE_PRINTS(AmbientRules::onlyTheCommandLinePrints, PrintsToTheConsole.class),
    NO_FIELD_IS_INJECTED(StyleRules::noFieldIsInjected, FieldInjection.class),
    NAMES_SAY_WHAT_A_CLASS_IS(StyleRules::namesSayWhatAClassIs, StringUtils.class);

    private final Function<String, ArchRule> rule;
    private final List<Class<?>> offenders;

    Rule(Function<String, ArchRule> rule, Class<?> offender, Class<?>... more) {
        this.rule = rule;
        this.offenders = Stream.concat(Stream.of(offender), Arrays.stream(more)).toList();
    }

    /// The rule for the modules that live as packages under `root`.
    ArchRule under(String root) {
        return rule.apply(root);
    }

    /// The planted classes that the rule must report.
    List<Class<?>> offenders() {
        return offenders;
    }
}
