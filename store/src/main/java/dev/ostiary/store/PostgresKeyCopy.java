package dev.ostiary.store;

import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.access.KeyRow;
import dev.ostiary.core.access.KeySink;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/// Reads all keys by `COPY … TO STDOUT (FORMAT binary)`: a message a row, whose values are looked at where they
/// lie. Half as long as by a query, and most of that is the server's.
final class PostgresKeyCopy {
    /// Eleven bytes of signature, the flags, and the length of an extension that there is none of.
    private static final int HEADER = 19;
    private static final int FIELDS = KeyColumns.COUNT + 3;
    private static final int ABSENT = -1;

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final KeyRow.Column[] COLUMNS = KeyRow.Column.values();

    private PostgresKeyCopy() {}

    static void read(Connection connection, KeySink sink) throws SQLException {
        CopyOut copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("COPY (" + KeyColumns.SELECT + ") TO STDOUT (FORMAT binary)");
        byte @Nullable [] message = copy.readFromCopy();
        try {
            KeyRow row = new KeyRow();
            int start = HEADER;
            while (message != null) {
                if (isRow(message, start)) {
                    read(message, start + Short.BYTES, row);
                    sink.take(row);
                }
                start = 0;
                message = copy.readFromCopy();
            }
        } finally {
            // When the sink has failed, what is left is read past: to cancel it could hit the connection's next query.
            while (copy.isActive()) {
                message = copy.readFromCopy();
            }
        }
    }

    /// The trailer, and a header with no row behind it, are none.
    private static boolean isRow(byte[] message, int start) {
        if (message.length < start + Short.BYTES) {
            return false;
        }
        short fields = (short) SHORTS.get(message, start);
        if (fields == FIELDS) {
            return true;
        }
        if (fields == ABSENT) {
            return false;
        }
        throw new IllegalStateException("a row of another form than was asked for");
    }

    private static void read(byte[] message, int start, KeyRow row) {
        row.clear();
        int at = start;
        for (KeyRow.Column column : COLUMNS) {
            int length = (int) INTS.get(message, at);
            at += Integer.BYTES;
            if (length != ABSENT) {
                row.put(column, message, at, length);
                at += length;
            }
        }
        boolean isRevoked = message[at + Integer.BYTES] != 0;
        at += Integer.BYTES + 1;
        boolean isDisabled = message[at + Integer.BYTES] != 0;
        at += Integer.BYTES + 1;
        boolean expires = (int) INTS.get(message, at) != ABSENT;
        row.state(isRevoked, isDisabled, expires ? (long) LONGS.get(message, at + Integer.BYTES) : KeyEntry.NEVER);
    }
}
