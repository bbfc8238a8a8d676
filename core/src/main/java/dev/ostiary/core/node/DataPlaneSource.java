package dev.ostiary.core.node;

import dev.ostiary.core.access.DeployedRoute;
import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.id.KeyId;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/// What a node reads from the store. Keys of every organization, revoked ones too, but no tombstones.
public interface DataPlaneSource {
    /// Calls the consumer with every key, streaming: not all need fit in memory twice.
    void forEachKey(Consumer<KeyEntry> consumer);

    /// The present records of those keys; a deleted key is not in the answer.
    List<KeyEntry> keys(Collection<KeyId> ids);

    /// Every live deployment whose agent, environment and organization exist.
    List<DeployedRoute> routes();
}
