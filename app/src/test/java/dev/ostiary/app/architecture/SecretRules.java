package dev.ostiary.app.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import dev.ostiary.core.secret.Secret;
import java.util.List;

/// Who may open a [Secret].
final class SecretRules {
    /// The packages that compute with secrets, and the single classes that hand one over: once to a person, or to
    /// the file it is kept in. Add a class rather than a package.
    private static final List<String> PACKAGES = List.of(
            "core.secret..",
            "core.key..",
            "core.vault..",
            "core.account..",
            "core.signin..",
            "app.vault..",
            "gateway..");

    private static final String CLASSES =
            ".*\\.control\\..*(IssuedTestKeyBody|ShownOnce|SignedIn|HostCookie|ChallengeText|Registrations)|.*\\.store\\.PostgresServer"
                    + "|.*\\.app\\..*(MasterKeyFile|MasterKeySealing|ProviderKeysCommand|AccountsCommand|IdentityProvidersCommand(\\$Settings)?|SetupUrl|ControlClient|ProfileFile)";

    private SecretRules() {}

    static ArchRule secretsAreRevealedByFew(String root) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(packages(root))
                .and()
                .haveNameNotMatching(CLASSES)
                .should()
                .accessTargetWhere(Targets.method(Secret.class, "reveal"));
    }

    private static String[] packages(String root) {
        return PACKAGES.stream().map(name -> root + "." + name).toArray(String[]::new);
    }
}
