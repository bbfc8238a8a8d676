package dev.ostiary.core.identity;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.audit.InstallationTrail;
import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.ActorTransactions;
import dev.ostiary.core.id.IdentityProviderId;
import dev.ostiary.core.organization.OrganizationStore;
import dev.ostiary.core.precondition.Precondition;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.Secret;
import dev.ostiary.core.signin.Accounts;
import dev.ostiary.core.vault.SealedSecret;
import dev.ostiary.core.vault.SecretCipher;
import java.util.List;
import java.util.Optional;

/// What operators do to identity providers. Client secrets go in and never come out. Whoever sets one up says who comes
/// in, and so must be able to do everything.
public final class IdentityProviders {
    private final ActorTransactions transactions;
    private final IdentityProviderStore providers;
    private final OrganizationStore organizations;
    private final SecretCipher cipher;
    private final InstallationTrail trail;
    private final Randomness randomness;

    public IdentityProviders(
            ActorTransactions transactions,
            IdentityProviderStore providers,
            OrganizationStore organizations,
            SecretCipher cipher,
            InstallationTrail trail,
            Randomness randomness) {
        this.transactions = transactions;
        this.providers = providers;
        this.organizations = organizations;
        this.cipher = cipher;
        this.trail = trail;
        this.randomness = randomness;
    }

    /// All of them, oldest first.
    ///
    /// @throws RefusedException `permission.denied`
    public List<IdentityProvider> list(Actor actor) {
        actor.require(Permission.INSTALLATION_MANAGE);
        return providers.list();
    }

    /// The one of that identifier.
    ///
    /// @throws RefusedException `permission.denied`; `resource.not-found`
    public IdentityProvider get(Actor actor, IdentityProviderId id) {
        actor.require(Permission.INSTALLATION_MANAGE);
        return providers.find(id).orElseThrow(RefusedException::notFound);
    }

    /// Adds one.
    ///
    /// @throws RefusedException `permission.denied`; `request.invalid`; `identity.provider-name-taken`
    public IdentityProvider create(Actor actor, ProviderSettings settings, Secret clientSecret) {
        Accounts.requireEverything(actor);
        return transactions.by(actor, present -> {
            Accounts.requireEverything(present);
            requireOrganization(settings);
            Stamp now = new Stamp(trail.now(), actor.name());
            IdentityProviderId id = IdentityProviderId.create(randomness, now.at());
            IdentityProvider provider =
                    new IdentityProvider(id, settings, IdentityProvider.seal(id, clientSecret, cipher), now, now);
            providers.insert(provider);
            audit(present, AuditAction.IDENTITY_PROVIDER_CREATED, provider, AuditChanges.made(settings.texts()));
            return provider;
        });
    }

    /// Gives one other settings, whatever it is; its issuer stays.
    public IdentityProvider replace(
            Actor actor, IdentityProviderId id, ProviderSettings settings, Optional<Secret> clientSecret) {
        return replace(actor, id, settings, clientSecret, Precondition.NONE);
    }

    /// Gives one other settings; its issuer stays.
    ///
    /// @param clientSecret a new one; the present one stays when there is none
    /// @throws RefusedException `permission.denied`; `resource.not-found`; `precondition.failed`;
    /// `request.invalid`;
    ///     `identity.provider-name-taken`
    public IdentityProvider replace(
            Actor actor,
            IdentityProviderId id,
            ProviderSettings settings,
            Optional<Secret> clientSecret,
            Precondition precondition) {
        Accounts.requireEverything(actor);
        return transactions.by(actor, present -> {
            Accounts.requireEverything(present);
            IdentityProvider before = providers.lock(id).orElseThrow(RefusedException::notFound);
            precondition.require(before.version());
            requireOrganization(settings);
            // Another issuer's names for people are other people's, and would open these accounts.
            if (!settings.issuer().equals(before.settings().issuer())) {
                throw RefusedException.field("issuer", "create another identity provider for another issuer");
            }
            SealedSecret secret = clientSecret
                    .map(given -> IdentityProvider.seal(id, given, cipher))
                    .orElse(before.clientSecret());
            IdentityProvider after =
                    new IdentityProvider(id, settings, secret, before.created(), new Stamp(trail.now(), actor.name()));
            providers.update(after);
            AuditChanges changes = AuditChanges.between(before.settings().texts(), settings.texts());
            audit(
                    present,
                    AuditAction.IDENTITY_PROVIDER_EDITED,
                    after,
                    clientSecret.isPresent() ? changes.with("clientSecret", "replaced") : changes);
            return after;
        });
    }

    /// Removes one, whatever it is.
    public IdentityProvider delete(Actor actor, IdentityProviderId id) {
        return delete(actor, id, Precondition.NONE);
    }

    /// Removes one. Who came by it comes by other means or not at all.
    ///
    /// @throws RefusedException `permission.denied`; `resource.not-found`; `precondition.failed`
    public IdentityProvider delete(Actor actor, IdentityProviderId id, Precondition precondition) {
        Accounts.requireEverything(actor);
        return transactions.by(actor, present -> {
            Accounts.requireEverything(present);
            IdentityProvider provider = providers.lock(id).orElseThrow(RefusedException::notFound);
            precondition.require(provider.version());
            providers.delete(id);
            audit(
                    present,
                    AuditAction.IDENTITY_PROVIDER_DELETED,
                    provider,
                    AuditChanges.removed(provider.settings().texts()));
            return provider;
        });
    }

    /// Encrypts the client secrets anew that are under an older generation of the master key.
    ///
    /// @return how many that were
    public int reencrypt() {
        return transactions.inTransaction(() -> {
            int moved = 0;
            for (IdentityProvider known : providers.list()) {
                if (known.clientSecret().generation() < cipher.generation()) {
                    providers.lock(known.id()).ifPresent(held -> providers.update(held.resealed(cipher)));
                    moved++;
                }
            }
            return moved;
        });
    }

    private void requireOrganization(ProviderSettings settings) {
        settings.newMember().ifPresent(member -> {
            if (organizations.lock(member.organization()).isEmpty()) {
                throw RefusedException.field("organization", "there is no such organization");
            }
        });
    }

    private void audit(Actor actor, AuditAction action, IdentityProvider provider, AuditChanges changes) {
        trail.append(
                actor, action, provider.id().value(), provider.settings().name().value(), changes);
    }
}
