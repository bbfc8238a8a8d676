package dev.ostiary.core.withdrawal;

import dev.ostiary.core.agent.ProtectEnvironment;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.audit.InstallationTrail;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.change.Withdrawal;
import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.IdentityProviderId;
import dev.ostiary.core.id.InvitationId;
import dev.ostiary.core.id.ManagementKeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.PasskeyId;
import dev.ostiary.core.management.RevokeManagementKey;
import dev.ostiary.core.member.RemoveMember;
import dev.ostiary.core.member.RevokeInvitation;
import dev.ostiary.core.store.SignInStores;
import dev.ostiary.core.store.Store;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/// Ends what is [Reopened], and every session, on the installation's own authority: what is not known to be right is
/// taken away, the last owner's membership and the last operator's password too. Whoever holds the machine gives it
/// again.
public final class WithdrawAgain {
    private static final Actor BY = Actor.system();
    private static final AuditChanges WHY = AuditChanges.made(Map.of("because", "installation.restored"));

    private final Store store;
    private final SignInStores signIn;
    private final InstallationTrail trail;
    private final RevokeManagementKey revokeManagementKey;
    private final RemoveMember removeMember;
    private final RevokeInvitation revokeInvitation;
    private final ProtectEnvironment protectEnvironment;

    public WithdrawAgain(Store store, ChangeRecorder recorder, InstallationTrail trail) {
        this.store = store;
        this.signIn = store.signIn();
        this.trail = trail;
        this.revokeManagementKey = new RevokeManagementKey(store.managementKeys(), store.testKeys(), recorder);
        this.removeMember = new RemoveMember(
                store.members(),
                store.organizations(),
                store.managementKeys(),
                store.testKeys(),
                store.invitations(),
                recorder);
        this.revokeInvitation = new RevokeInvitation(store.invitations(), recorder);
        this.protectEnvironment = new ProtectEnvironment(store.environments(), recorder);
    }

    /// Ends them, in the running transaction.
    public void end(Collection<Reopened> rights) {
        Instant allOfThem = Instant.ofEpochMilli(Long.MAX_VALUE);
        signIn.sessions().forget(allOfThem, allOfThem);
        signIn.challenges().forgetBefore(allOfThem);
        rights.forEach(this::end);
    }

    private void end(Reopened right) {
        Withdrawal withdrawal = right.withdrawal();
        String id = withdrawal.id();
        switch (withdrawal.kind()) {
            case MANAGEMENT_KEY ->
                store.managementKeys()
                        .find(new ManagementKeyId(id))
                        .ifPresent(key -> revokeManagementKey.revoke(BY, key.confinedTo(), key.id()));
            case MEMBER -> removeMember.removeUncertain(BY, organization(withdrawal), new AccountId(id));
            case INVITATION -> revokeInvitation.revoke(BY, organization(withdrawal), new InvitationId(id));
            case ENVIRONMENT -> protectEnvironment.protect(BY, organization(withdrawal), new EnvironmentId(id));
            case ACCOUNT -> disable(new AccountId(id), right);
            case OPERATOR ->
                store.accounts().lock(new AccountId(id)).ifPresent(account -> {
                    store.accounts().update(account.operator(false));
                    audit(AuditAction.ACCOUNT_EDITED, id, right, WHY.with("operator", "false"));
                });
            case PASSWORD -> {
                signIn.passwords().delete(new AccountId(id));
                audit(AuditAction.ACCOUNT_PASSWORD_CHANGED, id, right, WHY.with("password", "removed"));
            }
            case PASSKEY -> {
                AccountId account = new AccountId(withdrawal.within().orElseThrow());
                boolean _ = signIn.passkeys().delete(account, new PasskeyId(id));
                audit(AuditAction.ACCOUNT_PASSKEY_REMOVED, account.value(), right, WHY.with("passkey", id));
            }
            case IDENTITY -> {
                AccountId account = new AccountId(withdrawal.within().orElseThrow());
                boolean _ = signIn.identities().delete(account, new IdentityProviderId(id));
                audit(AuditAction.ACCOUNT_IDENTITY_UNLINKED, account.value(), right, WHY.with("provider", id));
            }
            case IDENTITY_PROVIDER -> {
                signIn.identityProviders().delete(new IdentityProviderId(id));
                audit(AuditAction.IDENTITY_PROVIDER_DELETED, id, right, WHY);
            }
            case SESSIONS -> {
                // All are ended already.
            }
        }
    }

    private void disable(AccountId id, Reopened right) {
        store.accounts().lock(id).ifPresent(account -> {
            store.accounts().update(account.disabled(Optional.of(trail.now())));
            audit(AuditAction.ACCOUNT_DISABLED, id.value(), right, WHY);
        });
    }

    private void audit(AuditAction action, String subject, Reopened right, AuditChanges changes) {
        trail.append(BY, action, subject, right.name(), changes);
    }

    private static OrganizationId organization(Withdrawal withdrawal) {
        return new OrganizationId(withdrawal.within().orElseThrow());
    }
}
