package dev.ostiary.core.node;

import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.access.KeySink;
import dev.ostiary.core.access.RetiredSecret;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.route.RouteSnapshot;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/// What a node reads from the store. Keys of every organization, revoked ones too, but no tombstones.
public interface DataPlaneSource {
    /// Gives every key to the sink, streaming: not all need fit in memory twice.
    void readKeys(KeySink sink);

    /// The present records of those keys; a deleted key is not in the answer.
    List<KeyEntry> keys(Collection<KeyId> ids);

    /// The secrets of those keys that were replaced and are accepted at that instant, or were at any time after it.
    List<RetiredSecret> retiredSecrets(Collection<KeyId> ids, Instant since);

    /// The same of all keys.
    List<RetiredSecret> retiredSecrets(Instant since);

    /// Every organization, every live deployment whose agent and environment exist, and every route with its
    /// policy.
    RouteSnapshot routes();

    /// Lets whatever the calling thread reads of the store within be of one moment: no change is seen in one
    /// reading and missed in the next.
    default void atOneMoment(Runnable readings) {
        readings.run();
    }
}
