package dev.ostiary.core.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.ProviderKeyId;
import dev.ostiary.core.memory.CoreFixture;
import dev.ostiary.core.memory.Written;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.problem.FieldProblem;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of a provider's key in the vault.
final class ProviderKeyOperationsTest {
    private static final Actor ACTOR = Actor.system();
    private static final String VALUE = "sk-proj-0123456789abcdef";

    private final CoreFixture core = new CoreFixture();
    private final Organization acme = core.organization("acme");
    private final Organization globex = core.organization("globex");

    @AfterEach
    void close() {
        core.close();
    }

    private ProviderKey key(String name) {
        return core.providerKey(acme, name, VALUE);
    }

    private ProviderKey edit(ProviderKey key, Optional<String> name, Optional<String> value) {
        core.clock.advance(Duration.ofMinutes(1));
        return core.editProviderKey
                .edit(
                        ACTOR,
                        acme.id(),
                        key.id(),
                        name.map(DisplayName::new),
                        value.map(text -> ProviderKeyValue.parse(text).orElseThrow()))
                .value();
    }

    private String open(ProviderKey key) {
        return core.cipher
                .open(key.value(), AssociatedData.of(key.organization(), key.id(), key.version()))
                .reveal();
    }

    private RefusedException refused(Executable work) {
        Written written = new Written(core.store);
        RefusedException refused = assertThrows(RefusedException.class, work);
        written.assertNothing();
        return refused;
    }

    /// What is stored opens to what was given, and shows three and three characters of it (S3.2, S3.8, A.5).
    @Test
    void create_storesTheValueEncrypted() {
        ProviderKey key = key("MY_API");

        assertEquals(VALUE, open(key));
        assertEquals("sk-••••••••def", key.mask());
        assertEquals(1, key.version());
        assertEquals(Optional.of(key), core.store.providerKeys().find(acme.id(), key.id()));
        assertFalse(core.store.backup().toString().contains("0123456789"));
    }

    /// The same value twice is not the same twice.
    @Test
    void create_sameValue_isAnotherCiphertext() {
        assertNotEquals(key("ONE").value().ciphertext(), key("TWO").value().ciphertext());
    }

    /// A value too short to keep eight characters hidden is hidden whole (A.5).
    @Test
    void create_shortValue_isHiddenWhole() {
        assertEquals(
                "••••••••", core.providerKey(acme, "SHORT", "0123456789abc").mask());
        assertEquals(
                "012••••••••bcd",
                core.providerKey(acme, "LONG", "0123456789abcd").mask());
    }

    /// A name that exists is refused, and the refusal says which field it is (S3.6).
    @Test
    void create_nameTaken_namesTheField() {
        ProviderKey unused = key("MY_API");

        RefusedException refused = refused(() -> key("MY_API"));

        assertEquals(ProblemCode.PROVIDER_KEY_NAME_TAKEN, refused.code());
        assertEquals(
                List.of("name"),
                refused.fields().stream().map(FieldProblem::field).toList());
    }

    /// A new value is the next version, and nothing of the old one is left (S3.7).
    @Test
    void edit_value_replacesIt() {
        ProviderKey key = key("MY_API");
        Written written = new Written(core.store);

        ProviderKey after = edit(key, Optional.empty(), Optional.of("another-value-9876543210"));

        assertEquals("another-value-9876543210", open(after));
        assertEquals(2, after.version());
        assertEquals("ano••••••••210", after.mask());
        assertEquals(key.created(), after.created());
        assertFalse(core.store.backup().toString().contains(key.value().ciphertext()));
        assertEquals("MY_API", written.event().subject().name());
        assertEquals(
                new AuditChanges(Map.of("version", "1"), Map.of("version", "2")),
                written.event().changes());
    }

    /// A new name leaves the value as it is; both names stand in the trail.
    @Test
    void edit_name_keepsTheValue() {
        ProviderKey key = key("MY_API");
        Written written = new Written(core.store);

        ProviderKey after = edit(key, Optional.of("OTHER"), Optional.empty());

        assertEquals(key.value(), after.value());
        assertEquals(
                new AuditChanges(Map.of("name", "MY_API"), Map.of("name", "OTHER")),
                written.event().changes());
        assertEquals(
                ProblemCode.PROVIDER_KEY_NAME_TAKEN, refused(() -> key("OTHER")).code());
    }

    /// Nothing that changes nothing is written down.
    @Test
    void edit_nothing_writesNothing() {
        ProviderKey key = key("MY_API");
        Written written = new Written(core.store);

        assertEquals(key, edit(key, Optional.of("MY_API"), Optional.empty()));
        written.assertNothing();
    }

    /// A mask is never a value, ours or another's, nor is what would not fit a header field (S3.7).
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                " sk-1",
                "sk-1 ",
                "sk-••••••••def",
                "••••••••",
                "sk-****def",
                "line\nbreak",
                "tab\there",
                "null\0",
                "ключ",
                "caf\u00e9"
            })
    void parse_noValue_isEmpty(String text) {
        assertEquals(Optional.empty(), ProviderKeyValue.parse(text));
    }

    /// The length of a value is bounded, and no shorter than what providers give out.
    @Test
    void parse_length_isBounded() {
        assertEquals(Optional.empty(), ProviderKeyValue.parse("a".repeat(4097)));
        assertEquals(
                Optional.of("a".repeat(4096)),
                ProviderKeyValue.parse("a".repeat(4096))
                        .map(value -> value.secret().reveal()));
        assertEquals(
                Optional.of("two words"),
                ProviderKeyValue.parse("two words").map(value -> value.secret().reveal()));
        assertFalse(ProviderKeyValue.parse(VALUE).orElseThrow().toString().contains("proj"));
    }

    /// What is used says so, and goes only when forced; then what used it stands in the trail (S3.11).
    @Test
    void delete_inUse_saysWhatUsesIt() {
        ProviderKey key = key("MY_API");
        core.providerKeyUsers.addAll(List.of("provider openai", "model gpt"));

        RefusedException refused = refused(() -> core.deleteProviderKey.delete(ACTOR, acme.id(), key.id(), false));
        assertEquals(ProblemCode.PROVIDER_KEY_IN_USE, refused.code());
        assertEquals(2, refused.fields().size());
        assertEquals("usedBy", refused.fields().getFirst().field());
        Written written = new Written(core.store);
        core.deleteProviderKey.delete(ACTOR, acme.id(), key.id(), true);

        assertEquals(
                new AuditChanges(
                        Map.of("name", "MY_API", "version", "1"), Map.of("usedBy", "provider openai, model gpt")),
                written.event().changes());
        assertEquals(Optional.empty(), core.store.providerKeys().find(acme.id(), key.id()));
    }

    /// Nothing of a deleted key can be recovered.
    @Test
    void delete_leavesNothing() {
        ProviderKey key = key("MY_API");
        core.deleteProviderKey.delete(ACTOR, acme.id(), key.id(), false);

        assertFalse(core.store.backup().toString().contains(key.value().ciphertext()));
        ProviderKey again = key("MY_API");
        assertNotEquals(key.id(), again.id());
    }

    /// An organization that has provider keys is not empty: they would be kept for nobody.
    @Test
    void deleteOrganization_withProviderKeys_isRefused() {
        ProviderKey unused = key("MY_API");

        assertEquals(
                ProblemCode.ORGANIZATION_NOT_EMPTY,
                refused(() -> core.deleteOrganization.delete(ACTOR, acme.id())).code());
    }

    /// A ciphertext opens in its own place only: not as another organization's, another key's or another version's,
    /// nor when a bit of it was changed (A.4, L04).
    @Test
    void open_elsewhere_isUnreadable() {
        ProviderKey key = key("MY_API");
        ProviderKey other = key("OTHER");
        for (byte[] elsewhere : List.of(
                AssociatedData.of(globex.id(), key.id(), 1),
                AssociatedData.of(acme.id(), other.id(), 1),
                AssociatedData.of(acme.id(), key.id(), 2),
                new byte[0])) {
            assertThrows(UnreadableSecretException.class, () -> core.cipher.open(key.value(), elsewhere));
        }
    }

    /// The parts of what a ciphertext is bound to have their lengths before them. The bytes can never change: what
    /// is stored opens with them alone.
    @Test
    void associatedData_isLengthPrefixed() {
        byte[] bytes = AssociatedData.of(
                new OrganizationId("org_01kj3x5v9rn2c8q4w6t0ya7mze"),
                new ProviderKeyId("pvk_01kj3x5v9rn2c8q4w6t0ya7mze"),
                12);

        assertArrayEquals(
                HexFormat.of()
                        .parseHex("00000014" + hex("ostiary/provider-key")
                                + "0000001e" + hex("org_01kj3x5v9rn2c8q4w6t0ya7mze")
                                + "0000001e" + hex("pvk_01kj3x5v9rn2c8q4w6t0ya7mze")
                                + "00000002" + hex("12")),
                bytes);
    }

    private static String hex(String ascii) {
        return HexFormat.of().formatHex(ascii.getBytes(US_ASCII));
    }
}
