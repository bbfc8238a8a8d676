package dev.ostiary.core.key;

import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Keeps test keys. Every method but [#listOf(String)] and [#deleteExpired] sees one organization only.
public interface TestKeyStore {
    /// The one of that holder for that agent in that environment, expired or not.
    Optional<TestKey> find(OrganizationId organization, String holder, KeyBinding.AgentInEnvironment binding);

    /// Adds a key, or puts it in the place of the one of the same identifier. In a transaction that holds the
    /// agent, in which [#find] was asked.
    void put(TestKey key);

    /// All of that holder.
    List<TestKey> listOf(OrganizationId organization, String holder);

    /// All of that holder, in whichever organization.
    List<TestKey> listOf(String holder);

    /// All for an agent, or in an environment; both when both are given; the whole organization's when neither is.
    List<TestKey> listFor(OrganizationId organization, Optional<AgentId> agent, Optional<EnvironmentId> environment);

    void delete(OrganizationId organization, KeyId id);

    /// Deletes those of all organizations that are expired at that instant, a part of them when they are many;
    /// answers which.
    ///
    /// @param most the most to delete
    List<KeyId> deleteExpired(Instant now, int most);
}
