package dev.ostiary.core.access;

import dev.ostiary.core.access.KeyRow.Column;
import dev.ostiary.core.id.OrganizationId;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads the terms of keys out of rows. Most rows have the terms of some row before, so those of some thousand
/// rows are kept and found by their bytes, not built again. For one thread.
final class RowTerms {
    private static final int SLOTS = 1 << 14;
    private static final Column[] COLUMNS = {
        Column.ORGANIZATION,
        Column.AGENT,
        Column.ENVIRONMENT,
        Column.ROUTES,
        Column.LABELS,
        Column.SCOPES,
        Column.DOMAINS,
        Column.ADDRESSES,
        Column.LIMITS,
        Column.METERED
    };

    private final @Nullable Known[] known = new Known[SLOTS];

    /// @param lengths of the columns
    /// @param bytes of the columns one after the other
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Known(int[] lengths, byte[] bytes, KeyTerms terms) {
        boolean isOf(KeyRow row) {
            int at = 0;
            for (int i = 0; i < COLUMNS.length; i++) {
                Column column = COLUMNS[i];
                int length = row.length(column);
                if (length != lengths[i]) {
                    return false;
                }
                if (length > 0) {
                    int start = row.start(column);
                    if (!Arrays.equals(row.bytes(column), start, start + length, bytes, at, at + length)) {
                        return false;
                    }
                    at += length;
                }
            }
            return true;
        }
    }

    KeyTerms of(KeyRow row) {
        int slot = slot(row);
        Known found = known[slot];
        if (found != null && found.isOf(row)) {
            return found.terms();
        }
        Known other = known[slot ^ 1];
        if (other != null && other.isOf(row)) {
            return other.terms();
        }
        known[slot ^ 1] = found;
        Known read = read(row);
        known[slot] = read;
        return read.terms();
    }

    private static Known read(KeyRow row) {
        int[] lengths = new int[COLUMNS.length];
        int size = 0;
        for (int i = 0; i < COLUMNS.length; i++) {
            lengths[i] = row.length(COLUMNS[i]);
            size += Math.max(0, lengths[i]);
        }
        byte[] bytes = new byte[size];
        int at = 0;
        for (int i = 0; i < COLUMNS.length; i++) {
            if (lengths[i] > 0) {
                System.arraycopy(row.bytes(COLUMNS[i]), row.start(COLUMNS[i]), bytes, at, lengths[i]);
                at += lengths[i];
            }
        }
        KeyTerms terms = new KeyTerms(
                new OrganizationId(Objects.requireNonNull(row.text(Column.ORGANIZATION))),
                row.binding(),
                row.labels(),
                row.restrictions());
        return new Known(lengths, bytes, terms);
    }

    /// By the last bytes of each column, where identifiers differ most.
    private static int slot(KeyRow row) {
        long hash = 0;
        for (Column column : COLUMNS) {
            int length = row.length(column);
            hash = hash * 31 + length;
            byte[] bytes = row.bytes(column);
            int end = row.start(column) + length;
            for (int i = end - Math.min(length, 8); i < end; i++) {
                hash = hash * 31 + bytes[i];
            }
        }
        return (int) (Mixing.mix(hash, 0) & SLOTS - 1);
    }
}
