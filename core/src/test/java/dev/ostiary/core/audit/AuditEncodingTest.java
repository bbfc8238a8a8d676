package dev.ostiary.core.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The encoding that auditors reproduce from `docs/audit.md`: a change of it would break every chain that was written.
final class AuditEncodingTest {
    private static final AuditChain CHAIN = new AuditChain("org_01kj3x5v9rn2c8q4w6t0ya7mze");
    private static final AuditFacts FACTS = new AuditFacts(
            "evt_1",
            Instant.parse("2026-03-01T12:00:00Z"),
            "management-key",
            "mgk_1",
            "\u6f22",
            "",
            "192.0.2.7",
            "req_1",
            "curl/8",
            "key.edited",
            new AuditSubject("key", "key_1", "CI"),
            new AuditChanges(Map.of("name", "CI"), Map.of("\uffee", "1", "\ud83d\ude80", "2")));

    /// Field by field, as the page says: lengths in bytes, fields of a map in the order of their names' bytes.
    @Test
    void hash_isOverTheDocumentedText() throws Exception {
        String text = fields(
                        "ostiary-audit-1",
                        CHAIN.name(),
                        "7",
                        AuditHash.NONE.hex(),
                        "evt_1",
                        "2026-03-01T12:00:00.000Z",
                        "management-key",
                        "mgk_1",
                        "\u6f22",
                        "",
                        "192.0.2.7",
                        "req_1",
                        "curl/8",
                        "key.edited",
                        "key",
                        "key_1",
                        "CI")
                + fields("1", "name", "CI")
                + fields("2", "\uffee", "1", "\ud83d\ude80", "2");
        AuditHash hash = AuditEncoding.hash(CHAIN, 7, AuditHash.NONE, FACTS);

        assertEquals(AuditHash.of(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8))), hash);
        assertEquals("49c78bc92e5ea7774fd9fe783ad1ca35df92f3f4cd57ba42fa2858e8356ec5a5", hash.hex());
    }

    private static String fields(String... fields) {
        return Arrays.stream(fields)
                .map(field -> field.getBytes(UTF_8).length + ":" + field)
                .collect(Collectors.joining());
    }

    /// What stands in one field never reads as another: moved, split or forged, the hash differs.
    @Test
    void hash_differsWithEveryField() {
        AuditSubject subject = FACTS.subject();
        List<AuditFacts> others = List.of(
                with("evt_2", FACTS.at(), "mgk_1", "\u6f22", "", subject, FACTS.changes()),
                with("evt_1", FACTS.at().plusMillis(1), "mgk_1", "\u6f22", "", subject, FACTS.changes()),
                with("evt_1", FACTS.at(), "mgk_1\u6f22", "", "", subject, FACTS.changes()),
                with("evt_1", FACTS.at(), "mgk_1", "", "\u6f22", subject, FACTS.changes()),
                with(
                        "evt_1",
                        FACTS.at(),
                        "mgk_1",
                        "\u6f22",
                        "",
                        new AuditSubject("key", "key_1C", "I"),
                        FACTS.changes()),
                with("evt_1", FACTS.at(), "mgk_1", "\u6f22", "", subject, AuditChanges.NONE),
                with(
                        "evt_1",
                        FACTS.at(),
                        "mgk_1",
                        "\u6f22",
                        "",
                        subject,
                        new AuditChanges(Map.of("\uffee", "1", "\ud83d\ude80", "2"), Map.of("name", "CI"))),
                FACTS);
        Set<AuditHash> hashes = new HashSet<>();
        others.forEach(facts -> hashes.add(AuditEncoding.hash(CHAIN, 7, AuditHash.NONE, facts)));
        hashes.add(AuditEncoding.hash(CHAIN, 8, AuditHash.NONE, FACTS));
        hashes.add(AuditEncoding.hash(AuditChain.INSTALLATION, 7, AuditHash.NONE, FACTS));
        hashes.add(AuditEncoding.hash(CHAIN, 7, new AuditHash("1".repeat(64)), FACTS));

        assertEquals(others.size() + 3, hashes.size());
    }

    private static AuditFacts with(
            String id,
            Instant at,
            String actorId,
            String actorName,
            String confinedTo,
            AuditSubject subject,
            AuditChanges changes) {
        return new AuditFacts(
                id,
                at,
                FACTS.actorKind(),
                actorId,
                actorName,
                confinedTo,
                FACTS.address(),
                FACTS.requestId(),
                FACTS.userAgent(),
                FACTS.action(),
                subject,
                changes);
    }

    /// A program's name is the caller's words: keys of ours in it are taken out, and what would upset a terminal or
    /// a database (S4.11).
    @Test
    void userAgent_isMadeHarmless() {
        AuditSource source = new AuditSource("::1", "req_1", "a\u0000b\u001b[31m sk_ost_canary123 " + "x".repeat(500));

        assertEquals("a\ufffdb\ufffd[31m sk_ost_\u2026 ", source.userAgent().substring(0, 18));
        assertNotEquals(true, source.userAgent().contains("canary"));
        assertEquals(true, source.userAgent().length() <= 200);
    }
}
