package dev.ostiary.control.rest;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.audit.ReadTrail;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.store.Store;
import dev.ostiary.core.vault.ProviderKey;
import dev.ostiary.core.vault.ProviderKeyStore;
import java.util.Optional;

/// Shows provider keys, masked; that somebody looked is written down.
public final class ProviderKeyReads {
    private final ProviderKeyStore keys;
    private final References references;
    private final ReadTrail trail;

    ProviderKeyReads(Store store, References references, ReadTrail trail) {
        this.keys = store.providerKeys();
        this.references = references;
        this.trail = trail;
    }

    /// A part of a listing; that one was begun is an event.
    public ListOf<ProviderKeyBody> list(
            Actor actor, Organization organization, Optional<String> search, Optional<String> sort, PageRequest page) {
        Page<ProviderKey> found = keys.list(organization.id(), ProviderKeyQuery.read(search, sort, page));
        if (page.cursor().isEmpty()) {
            // Not what is searched for: it may be a key.
            trail.note(
                    actor,
                    Optional.of(organization.id()),
                    AuditAction.PROVIDER_KEYS_LISTED,
                    organization.id().value(),
                    organization.name().value(),
                    AuditChanges.NONE);
        }
        return ListOf.of(found, ProviderKeyBody::of);
    }

    /// The key of that id.
    ///
    /// @throws RefusedException `resource.not-found`
    public ProviderKey get(Actor actor, Organization organization, String reference) {
        ProviderKey found =
                keys.find(organization.id(), references.providerKey(reference)).orElseThrow(RefusedException::notFound);
        trail.note(
                actor,
                Optional.of(organization.id()),
                AuditAction.PROVIDER_KEY_READ,
                found.id().value(),
                found.name().value(),
                AuditChanges.NONE);
        return found;
    }
}
