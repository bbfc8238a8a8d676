package dev.ostiary.core.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.agent.Agent;
import dev.ostiary.core.agent.Environment;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.memory.CoreFixture;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.secret.Secret;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever of a key was found leads to it (S4.12).
final class IdentifyKeyTest {
    private static final Actor ACTOR = Actor.system();
    private static final String IMPORTED = "Zq7-imported+from/else=where!9876";

    private final CoreFixture core = new CoreFixture();
    private final Organization acme = core.organization("acme");
    private final KeyId imported = taken("imported", IMPORTED);

    @AfterEach
    void close() {
        core.close();
    }

    private KeyId taken(String name, String key) {
        List<ImportedKey> taken = core.importKeys
                .take(
                        ACTOR,
                        acme.id(),
                        List.of(new KeyToImport(
                                new DisplayName(name),
                                Optional.empty(),
                                new KeyBinding.WholeOrganization(),
                                Labels.NONE,
                                KeyRestrictions.NONE,
                                new Expiry.Never(),
                                new KeyToImport.Material.Whole(Secret.of(key)))))
                .value();
        assertEquals(1, taken.size());
        return found(key).keys().getFirst().found().key().id();
    }

    private Identification found(String text) {
        return core.identifyKey.identify(ACTOR, acme.id(), Secret.of(text)).value();
    }

    private static List<KeyId> ids(Identification found) {
        return found.keys().stream().map(each -> each.found().key().id()).toList();
    }

    /// A key from elsewhere is found alone, in a line of a log, and by what is kept of its ends.
    @ParameterizedTest
    @ValueSource(
            strings = {
                IMPORTED,
                "2026-03-01 12:00:00 upstream said 403 to " + IMPORTED + " from 192.0.2.7",
                "curl -H \"X-API-Key: " + IMPORTED + "\" https://example.com",
                "{\"apiKey\":\"" + IMPORTED + "\"}",
                "API_KEY=" + IMPORTED,
                "Zq7-",
                "Zq7-imp",
                "Zq7-…",
                "Zq7-imported...",
                "9876",
                "where!9876",
                "…9876",
                "Zq7-…9876",
                "key Zq7-imp****76!9876 was refused"
            })
    void identify_imported_isFound(String text) {
        assertEquals(List.of(imported), ids(found(text)));
    }

    /// An issued key is found by its beginning with the prefix or without, by its end, and by a piece of its public
    /// id.
    @Test
    void identify_pieceOfAnIssuedKey_isFound() {
        IssuedKey issued = core.issueKey
                .issue(
                        ACTOR,
                        acme.id(),
                        new NewKey(new DisplayName("CI"), new KeyBinding.WholeOrganization(), new Expiry.Never()))
                .value();
        String secret = issued.secret().reveal();
        String publicId = issued.key().publicId();
        for (String text : List.of(
                secret.substring(0, 11),
                secret.substring(0, 30),
                secret.substring(0, 20) + "…",
                secret.substring(7, 15),
                secret.substring(20),
                "…" + secret.substring(secret.length() - 4),
                publicId.substring(0, 15),
                "log: " + secret.substring(0, 25) + " cut off")) {
            assertEquals(List.of(issued.key().id()), ids(found(text)), text);
        }
    }

    /// What is too little is refused, with how many characters more would do.
    @ParameterizedTest
    @CsvSource({"sk_ost_abc,1", "ab…,2", "…z,3", "sk_ost_…,4", "abc,1"})
    void identify_tooLittle_saysHowMuchMore(String text, int missing) {
        RefusedException refused = assertThrows(RefusedException.class, () -> found(text));
        String remedy = refused.fields().getFirst().remedy();
        assertTrue(remedy.contains("give " + missing + " more character"), remedy);
    }

    /// Words that are no piece of a key lead nowhere.
    @Test
    void identify_wordsAlone_isRefused() {
        assertThrows(RefusedException.class, () -> found("what is it"));
    }

    /// Keys that share an end are all listed, in no order, with what would tell them apart; another key of ours,
    /// whole, is none of them.
    @Test
    void identify_severalKeys_areListedWithAHint() {
        KeyId second = taken("second", "Zq7-another-key-from-elsewhere");

        Identification both = found("Zq7-…");
        assertEquals(Set.of(imported, second), Set.copyOf(ids(both)));
        assertEquals(2, both.keys().size());
        assertTrue(both.hint().orElseThrow().contains("last four"), both::toString);
        assertEquals(List.of(imported), ids(found("Zq7-…9876")));
        assertEquals(Optional.empty(), found("Zq7-…9876").hint());
        assertTrue(found(KeyFormat.generate(KeyType.SECRET, core.randomness).reveal())
                .isEmpty());
    }

    /// A test key is found as what it is, whole and by a piece.
    @Test
    void identify_testKey_isFoundAsOne() {
        Agent agent = core.agent(acme, "support");
        Environment development = core.environment(acme, "development");
        var _ = core.deployAgent.deploy(ACTOR, acme.id(), agent.id(), development.id());
        IssuedTestKey issued = core.issueTestKey
                .issue(ACTOR, acme.id(), new KeyBinding.AgentInEnvironment(agent.id(), development.id()))
                .value()
                .orElseThrow();
        String secret = issued.secret().reveal();
        for (String text : List.of(secret, secret.substring(0, 11), "x " + secret + " y", secret.substring(30))) {
            Identification found = found(text);
            assertEquals(
                    List.of(issued.key()),
                    found.testKeys().stream().map(IdentifiedTestKey::key).toList(),
                    text);
            assertEquals(List.of(), found.keys());
        }
    }
}
