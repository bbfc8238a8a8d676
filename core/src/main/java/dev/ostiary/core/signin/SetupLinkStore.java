package dev.ostiary.core.signin;

import java.util.Optional;

/// Keeps the one link of the first start.
public interface SetupLinkStore {
    /// Puts a link in the place of the one before.
    void put(SetupLink link);

    Optional<SetupLink> find();

    /// The same, held until the transaction ends: of two who follow it at once, one comes in.
    Optional<SetupLink> lock();

    /// Forgets it.
    void delete();
}
