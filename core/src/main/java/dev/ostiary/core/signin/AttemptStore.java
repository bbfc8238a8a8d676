package dev.ostiary.core.signin;

import java.time.Instant;

/// Keeps how often signing in has failed of late, for each account that was named and each address that tried.
public interface AttemptStore {
    /// What is known of a subject, held until the transaction ends: of several who try at once, each counts.
    Attempts lock(String subject);

    /// Replaces what is known; nothing is kept of a subject without failures.
    void put(String subject, Attempts attempts);

    /// Forgets those whose last failure is older.
    void forgetBefore(Instant lastAt);
}
