package dev.ostiary.core.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyDigest;
import dev.ostiary.core.key.KeyLines;
import dev.ostiary.core.key.KeyRestrictions;
import dev.ostiary.core.key.Labels;
import dev.ostiary.core.key.TestKey;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A key as it lies in a store: its columns as bytes, with nothing built of them. One object serves for all rows of a
/// reading, so what it answers is good until the next row. Not thread safe.
@SuppressWarnings("EnumOrdinal") // Numbers columns within an object, never beyond.
public final class KeyRow {
    /// What is known of a key. Texts are in UTF-8; those after `ENVIRONMENT` are in the form of [KeyLines].
    public enum Column {
        ID(0),
        DIGEST(1),
        PUBLIC_ID(2),
        NAME(3),
        ORGANIZATION(4),
        AGENT(5),
        ENVIRONMENT(6),
        ROUTES(7),
        LABELS(8),
        SCOPES(9),
        DOMAINS(10),
        ADDRESSES(11),
        LIMITS(12),
        METERED(13);

        private final int position;

        Column(int position) {
            this.position = position;
        }

        /// Where it stands among the columns, from 0.
        public int position() {
            return position;
        }
    }

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final byte[] NOTHING = new byte[0];
    private static final int ABSENT = -1;
    private static final int COLUMNS = Column.values().length;

    private final byte[][] bytes = new byte[COLUMNS][];
    private final int[] starts = new int[COLUMNS];
    private final int[] lengths = new int[COLUMNS];
    private boolean isRevoked;
    private boolean isDisabled;
    private long expiresAtMillis;

    public KeyRow() {
        clear();
    }

    /// The row of a stored key.
    public static KeyRow of(ApiKey key) {
        KeyRow row = new KeyRow();
        row.put(Column.ID, key.id().value());
        row.put(Column.DIGEST, key.secret().digest().bytes());
        row.put(Column.PUBLIC_ID, key.publicId());
        row.put(Column.NAME, key.name().value());
        row.put(Column.ORGANIZATION, key.organization().value());
        switch (key.binding()) {
            case KeyBinding.WholeOrganization _ -> {}
            case KeyBinding.AgentInEnvironment(AgentId agent, EnvironmentId environment) -> {
                row.put(Column.AGENT, agent.value());
                row.put(Column.ENVIRONMENT, environment.value());
            }
            case KeyBinding.OwnRoutes routes -> row.put(Column.ROUTES, KeyLines.ofRoutes(routes));
        }
        KeyRestrictions restrictions = key.restrictions();
        row.put(Column.LABELS, KeyLines.ofLabels(key.labels()));
        row.put(Column.SCOPES, KeyLines.ofEntries(restrictions.scopes()));
        row.put(Column.DOMAINS, KeyLines.ofEntries(restrictions.domains()));
        row.put(Column.ADDRESSES, KeyLines.ofEntries(restrictions.addresses()));
        row.put(Column.LIMITS, KeyLines.ofLimits(restrictions.limits()));
        row.put(Column.METERED, KeyLines.ofMetered(restrictions));
        row.state(
                key.revokedAt().isPresent(),
                key.disabledAt().isPresent(),
                key.expiresAt().map(Instant::toEpochMilli).orElse(KeyEntry.NEVER));
        return row;
    }

    /// The row of a stored test key.
    public static KeyRow of(TestKey key) {
        KeyRow row = new KeyRow();
        row.put(Column.ID, key.id().value());
        row.put(Column.DIGEST, key.secret().digest().bytes());
        row.put(Column.PUBLIC_ID, key.publicId());
        row.put(Column.NAME, key.name().value());
        row.put(Column.ORGANIZATION, key.organization().value());
        row.put(Column.AGENT, key.binding().agent().value());
        row.put(Column.ENVIRONMENT, key.binding().environment().value());
        row.state(false, false, key.expiresAt().toEpochMilli());
        return row;
    }

    /// Makes it a row of which nothing is known, for the next one to be put in.
    public void clear() {
        for (int i = 0; i < COLUMNS; i++) {
            bytes[i] = NOTHING;
            lengths[i] = ABSENT;
        }
        state(false, false, KeyEntry.NEVER);
    }

    /// Puts in a column, which is not copied.
    public void put(Column column, byte[] source, int start, int length) {
        bytes[column.position] = source;
        starts[column.position] = start;
        lengths[column.position] = length;
    }

    /// Puts in a column, which is not copied.
    public void put(Column column, byte[] source) {
        put(column, source, 0, source.length);
    }

    private void put(Column column, @Nullable String text) {
        if (text != null) {
            put(column, text.getBytes(UTF_8));
        }
    }

    /// Puts in whether and until when it is of use.
    public void state(boolean revoked, boolean disabled, long expiryMillis) {
        this.isRevoked = revoked;
        this.isDisabled = disabled;
        this.expiresAtMillis = expiryMillis;
    }

    /// Whether the key has it.
    public boolean has(Column column) {
        return lengths[column.position] != ABSENT;
    }

    /// The array it lies in.
    public byte[] bytes(Column column) {
        return bytes[column.position];
    }

    /// Where in the array it begins.
    public int start(Column column) {
        return starts[column.position];
    }

    /// How many bytes it has; negative when the key has none of it.
    public int length(Column column) {
        return lengths[column.position];
    }

    /// One of the four longs of the digest.
    public long digestWord(int number) {
        int column = Column.DIGEST.position;
        if (lengths[column] != KeyDigest.LENGTH) {
            throw new IllegalStateException("a stored digest of another length");
        }
        return (long) LONGS.get(bytes[column], starts[column] + number * Long.BYTES);
    }

    public boolean isRevoked() {
        return isRevoked;
    }

    public boolean isDisabled() {
        return isDisabled;
    }

    /// The first millisecond since 1970 at which it is refused; [KeyEntry#NEVER] for none.
    public long expiresAtMillis() {
        return expiresAtMillis;
    }

    /// It as text; null when the key has none of it.
    public @Nullable String text(Column column) {
        int i = column.position;
        return lengths[i] == ABSENT ? null : new String(bytes[i], starts[i], lengths[i], UTF_8);
    }

    /// It as text.
    private String required(Column column) {
        String text = text(column);
        if (text == null) {
            throw new IllegalStateException("a stored key without " + column);
        }
        return text;
    }

    /// Everything, built. What cannot be read fails: a restriction that is not understood must not be left out.
    public KeyEntry entry() {
        return new KeyEntry(
                new KeyDigest(digestWord(0), digestWord(1), digestWord(2), digestWord(3)),
                new KeyId(required(Column.ID)),
                required(Column.PUBLIC_ID),
                required(Column.NAME),
                new OrganizationId(required(Column.ORGANIZATION)),
                binding(),
                labels(),
                restrictions(),
                isRevoked,
                isDisabled,
                expiresAtMillis);
    }

    /// What it is for.
    public KeyBinding binding() {
        return KeyLines.binding(
                Optional.ofNullable(text(Column.AGENT)),
                Optional.ofNullable(text(Column.ENVIRONMENT)),
                Optional.ofNullable(text(Column.ROUTES)));
    }

    /// Its labels.
    public Labels labels() {
        return KeyLines.labels(text(Column.LABELS));
    }

    /// What narrows its use.
    public KeyRestrictions restrictions() {
        return has(Column.SCOPES)
                        || has(Column.DOMAINS)
                        || has(Column.ADDRESSES)
                        || has(Column.LIMITS)
                        || has(Column.METERED)
                ? KeyLines.restrictions(
                        text(Column.SCOPES),
                        text(Column.DOMAINS),
                        text(Column.ADDRESSES),
                        text(Column.LIMITS),
                        text(Column.METERED))
                : KeyRestrictions.NONE;
    }
}
