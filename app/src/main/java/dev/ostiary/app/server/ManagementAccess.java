package dev.ostiary.app.server;

import dev.ostiary.app.profile.ProfileFile;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.management.IssueManagementKey;
import dev.ostiary.core.management.ManagementAuthenticator;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.Pepper;
import dev.ostiary.core.secret.Secret;
import dev.ostiary.core.store.Store;
import java.time.Clock;
import java.util.function.Supplier;

/// Gives the command line of this machine its management key.
final class ManagementAccess {
    private static final DisplayName NAME = new DisplayName("command line");

    private final ManagementAuthenticator authenticator;
    private final IssueManagementKey issueManagementKey;

    ManagementAccess(
            Store store,
            ManagementAuthenticator authenticator,
            Supplier<Pepper> pepper,
            Randomness randomness,
            Clock clock) {
        this.authenticator = authenticator;
        this.issueManagementKey = new IssueManagementKey(
                store.transactions(), store.managementKeys(), store.audit(), randomness, pepper, clock);
    }

    /// The key in the profile while it is good; else a new one.
    Secret key(ProfileFile profile) {
        return profile.keyThat(key -> authenticator.authenticate(key).isPresent())
                .orElseGet(() -> issueManagementKey.issue(Actor.system(), NAME).secret());
    }
}
