package dev.ostiary.core.management;

import dev.ostiary.core.account.PersonActors;
import dev.ostiary.core.authority.Grants;
import dev.ostiary.core.authority.Proof;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Tells what management keys may do. Reads the store each time. Thread safe.
public final class KeyRights {
    private final ManagementKeyStore keys;
    private final PersonActors persons;

    /// @param persons tells what makers of keys may do now
    public KeyRights(ManagementKeyStore keys, PersonActors persons) {
        this.keys = keys;
        this.persons = persons;
    }

    /// What a key may do.
    ///
    /// @param proof that it was shown
    public record Right(Grants grants, Proof proof) {}

    /// What the key may do now; empty when it has ended, one that it hangs on was revoked, or its maker may do
    /// nothing of what it is for any more.
    ///
    /// @throws dev.ostiary.core.problem.StoreException when the store cannot be asked
    public Optional<Right> of(ManagementKey key, Instant now) {
        List<ManagementKey> parents = parents(key);
        if (!key.isActive(now)
                || parents.stream().anyMatch(parent -> parent.revokedAt().isPresent())) {
            return Optional.empty();
        }
        Grants grants = key.maker()
                .map(maker -> persons.find(maker)
                        .map(person -> key.grants().and(person.grants()))
                        .orElse(Grants.none()))
                .orElseGet(key::grants);
        return grants.isEmpty() ? Optional.empty() : Optional.of(new Right(grants, proof(key, parents)));
    }

    /// Who hangs on a key that was revoked while it was made may have been missed then.
    private List<ManagementKey> parents(ManagementKey key) {
        List<ManagementKey> parents = new ArrayList<>();
        Optional<ManagementKey> parent = key.parent().flatMap(keys::find);
        while (parent.isPresent()) {
            parents.add(parent.get());
            parent = parent.get().parent().flatMap(keys::find);
        }
        return parents;
    }

    private static Proof proof(ManagementKey key, List<ManagementKey> parents) {
        Set<String> principals = new HashSet<>();
        principals.add(key.id().value());
        parents.forEach(parent -> principals.add(parent.id().value()));
        key.maker().ifPresent(maker -> principals.add(maker.value()));
        return new Proof.OfManagementKey(key.id(), principals);
    }
}
