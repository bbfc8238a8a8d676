package dev.ostiary.core.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;

/// What the hash of an event is made of: every field in a fixed order, each as the decimal number of its bytes, a
/// colon, and its bytes in UTF-8. So no two events have the same encoding, whatever is in their fields. `docs/audit.md`
/// says it for auditors; a chain that was written must verify for ever, so this never changes but under another
/// [#VERSION].
public final class AuditEncoding {
    /// The first field.
    static final String VERSION = "ostiary-audit-1";

    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private final MessageDigest digest = sha256();

    private AuditEncoding() {}

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /// The hash of that event at that place.
    public static AuditHash hash(AuditChain chain, long seq, AuditHash previous, AuditFacts facts) {
        AuditEncoding encoding = new AuditEncoding();
        encoding.add(VERSION);
        encoding.add(chain.name());
        encoding.add(Long.toString(seq));
        encoding.add(previous.hex());
        encoding.add(facts.id());
        encoding.add(time(facts.at()));
        encoding.add(facts.actorKind());
        encoding.add(facts.actorId());
        encoding.add(facts.actorName());
        encoding.add(facts.actorConfinedTo());
        encoding.add(facts.address());
        encoding.add(facts.requestId());
        encoding.add(facts.userAgent());
        encoding.add(facts.action());
        encoding.add(facts.subject().kind());
        encoding.add(facts.subject().id());
        encoding.add(facts.subject().name());
        encoding.add(facts.changes().before());
        encoding.add(facts.changes().after());
        return AuditHash.of(encoding.digest.digest());
    }

    /// A time as it is hashed and exported: RFC 3339 in UTC with three digits of fraction.
    public static String time(Instant at) {
        return TIME.format(at);
    }

    private void add(String field) {
        add(field.getBytes(UTF_8));
    }

    private void add(byte[] field) {
        digest.update((field.length + ":").getBytes(US_ASCII));
        digest.update(field);
    }

    /// The number of the names, then each name and its value, in the order of the names' bytes.
    private void add(SortedMap<String, String> values) {
        add(Integer.toString(values.size()));
        byte[][] names =
                values.keySet().stream().map(name -> name.getBytes(UTF_8)).toArray(byte[][]::new);
        Arrays.sort(names, Arrays::compareUnsigned);
        for (byte[] name : names) {
            add(name);
            add(valueOf(values, name));
        }
    }

    private static String valueOf(Map<String, String> values, byte[] name) {
        return values.getOrDefault(new String(name, UTF_8), "");
    }
}
