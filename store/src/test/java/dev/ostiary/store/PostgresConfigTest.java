package dev.ostiary.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostiary.core.secret.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PostgresConfigTest {
    /// A printed configuration shows where and who, never the password (L02).
    @Test
    void toString_holdsNoSecret() {
        PostgresConfig config = new PostgresConfig(
                "jdbc:postgresql://db:5432/ostiary?sslmode=require", "ostiary", Secret.of("hunter2"));

        assertEquals("PostgresConfig[jdbc:postgresql://db:5432/ostiary as ostiary]", config.toString());
    }

    /// A URL that is another database's, or that holds a password and so would be printed with it, is refused.
    @Test
    void url_wrong_isRefused() {
        for (String url : List.of(
                "",
                "jdbc:sqlite:file",
                "postgresql://db/ostiary",
                "jdbc:postgresql://db/ostiary?password=hunter2",
                "jdbc:postgresql://db/ostiary?ssl=true&PASSWORD=hunter2",
                "jdbc:postgresql://ostiary:hunter2@db/ostiary")) {
            assertThrows(
                    IllegalArgumentException.class, () -> new PostgresConfig(url, "ostiary", Secret.of("hunter2")));
        }
    }
}
