package dev.ostiary.store;

import dev.ostiary.core.usage.KeyUsage;
import dev.ostiary.core.usage.SeenAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How the addresses that a key was used from lie in its row: the last one and its time by themselves, since most
/// keys have no other; and, once there were several, the latest as a JSON object of addresses and times in
/// `addresses`, in which the last one's time may be older than it is. An empty text there says that none is kept
/// any more.
final class UsageAddresses {
    /// Ends what is kept of a key.
    static final String FORGET = "UPDATE key_usage SET last_address = NULL, addresses = '' WHERE key_id = :key";

    private static final Pattern FIELD = Pattern.compile("\"([^\"]+)\" ?: ?([0-9]{1,18})");

    private UsageAddresses() {}

    /// What becomes of the column when usage is added to a row. One that was used from where it was last used from
    /// before stays as it is.
    static String added(Dialect dialect) {
        return """
                CASE WHEN key_usage.addresses = '' THEN ''
                     WHEN excluded.addresses IS NULL AND coalesce(key_usage.last_address = excluded.last_address, TRUE)
                     THEN key_usage.addresses
                     ELSE (SELECT %s FROM (
                               SELECT address, max(seen_at) AS seen_at FROM (
                                   SELECT key AS address, CAST(value AS BIGINT) AS seen_at FROM %s AS stored
                                   UNION ALL SELECT key, CAST(value AS BIGINT) FROM %s AS added
                                   UNION ALL SELECT key_usage.last_address, key_usage.last_used_at
                                   UNION ALL SELECT excluded.last_address, excluded.last_used_at) AS known
                               WHERE address IS NOT NULL
                               GROUP BY address ORDER BY max(seen_at) DESC, address LIMIT %d) AS latest)
                     END
                """.formatted(
                        dialect.objectOf("address", "seen_at"),
                        dialect.fieldsOf("key_usage.addresses"),
                        dialect.fieldsOf("excluded.addresses"),
                        SeenAddress.KEPT);
    }

    /// What there is to write beside the last address; null for nothing.
    static @Nullable String write(KeyUsage usage) {
        return usage.addresses().size() <= 1
                ? null
                : usage.addresses().stream()
                        .map(seen -> "\"" + DetailsJson.quoted(seen.address()) + "\":"
                                + seen.lastSeenAt().toEpochMilli())
                        .collect(Collectors.joining(",", "{", "}"));
    }

    static List<SeenAddress> read(Optional<String> last, Instant lastUsedAt, Optional<String> others) {
        List<SeenAddress> seen = new ArrayList<>();
        last.ifPresent(address -> seen.add(new SeenAddress(address, lastUsedAt)));
        Matcher fields = FIELD.matcher(others.orElse(""));
        while (fields.find()) {
            seen.add(new SeenAddress(fields.group(1), Instant.ofEpochMilli(Long.parseLong(fields.group(2)))));
        }
        return SeenAddress.latest(seen);
    }
}
