package dev.ostiary.core.installation;

import java.util.Optional;

/// Keeps what is true of the whole installation.
public interface InstallationStore {
    /// The check value of the master key that the database belongs to; empty before the first start.
    Optional<String> masterKeyCheck();

    /// Sets it, once.
    void initialise(String masterKeyCheck);
}
