package dev.ostiary.core.authority;

import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.ManagementKeyId;
import dev.ostiary.core.id.SessionId;
import java.util.Set;

/// By what an actor was let in. It must still hold when a change is done, however long the request took to arrive.
public sealed interface Proof {
    /// The identifiers of all whose end ends the actor's right. They never change.
    Set<String> principals();

    /// A session of a person.
    record OfSession(SessionId session, AccountId account) implements Proof {
        @Override
        public Set<String> principals() {
            return Set.of(account.value());
        }
    }

    /// A management key.
    ///
    /// @param principals the key, the keys that it hangs on, and the person on whose authority it is
    record OfManagementKey(ManagementKeyId key, Set<String> principals) implements Proof {
        public OfManagementKey {
            principals = Set.copyOf(principals);
        }
    }
}
