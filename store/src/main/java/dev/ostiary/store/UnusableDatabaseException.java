package dev.ostiary.store;

import org.jspecify.annotations.Nullable;

/// A database that the program cannot start on. The message is one sentence for the person who starts it: what is
/// wrong with which database, and what to do. It never holds a password. Nothing was written to the database.
public final class UnusableDatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableDatabaseException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
