package dev.ostiary.core.denial;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.audit.ReadTrail;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.key.KeyStore;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.problem.RefusedException;
import java.util.Optional;

/// Tells a member of the organization why a request of its was denied, which the caller was not told. That it was
/// told is an event.
public final class ExplainDenial {
    private final DenialLog denials;
    private final KeyStore keys;
    private final ReadTrail trail;

    public ExplainDenial(DenialLog denials, KeyStore keys, ReadTrail trail) {
        this.denials = denials;
        this.keys = keys;
        this.trail = trail;
    }

    /// Explains the denial of that request.
    ///
    /// @throws RefusedException `resource.not-found` when the organization has no such denial, or no more
    public Explanation explain(Actor actor, OrganizationId organization, String requestId) {
        actor.require(Permission.DENIALS_READ, organization);
        Denial denial = denials.find(organization, requestId).orElseThrow(RefusedException::notFound);
        Optional<ApiKey> key = denial.key().flatMap(id -> keys.find(organization, id));
        trail.note(actor, Optional.of(organization), AuditAction.DENIAL_EXPLAINED, requestId, "", AuditChanges.NONE);
        return new Explanation(denial, key, DenialSentence.of(denial, key));
    }

    /// Explains the denials of requests with a key of the organization, newest first.
    ///
    /// @throws RefusedException `resource.not-found` when the organization has no such key
    public Page<Explanation> ofKey(Actor actor, OrganizationId organization, KeyId id, PageRequest page) {
        actor.require(Permission.DENIALS_READ, organization);
        ApiKey key = keys.find(organization, id).orElseThrow(RefusedException::notFound);
        Page<Denial> denied = denials.list(organization, id, page);
        trail.note(
                actor,
                Optional.of(organization),
                AuditAction.DENIAL_EXPLAINED,
                id.value(),
                key.name().value(),
                AuditChanges.NONE);
        Optional<ApiKey> known = Optional.of(key);
        return denied.map(denial -> new Explanation(denial, known, DenialSentence.of(denial, known)));
    }
}
