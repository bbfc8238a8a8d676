package dev.ostiary.core.withdrawal;

import dev.ostiary.core.account.Account;
import dev.ostiary.core.agent.Environment;
import dev.ostiary.core.change.Withdrawal;
import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.IdentityProviderId;
import dev.ostiary.core.id.InvitationId;
import dev.ostiary.core.id.ManagementKeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.identity.Identity;
import dev.ostiary.core.passkey.Passkey;
import dev.ostiary.core.store.RightStores;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Finds which withdrawn rights are there again in a database that returned to an earlier state.
///
/// @param stores of that database
public record ReopenedRights(RightStores stores) {
    /// Those of the withdrawals whose rights are there, each once, by kind. Sessions are not among them: they have
    /// no names, and all of them end.
    public List<Reopened> among(Collection<Withdrawal> withdrawals) {
        return withdrawals.stream()
                .distinct()
                .sorted(Withdrawal.ORDER)
                .flatMap(each -> name(each).map(name -> new Reopened(each, name)).stream())
                .toList();
    }

    /// What the right is called; empty when it is not there.
    private Optional<String> name(Withdrawal withdrawal) {
        String id = withdrawal.id();
        return switch (withdrawal.kind()) {
            case ACCOUNT -> account(id).filter(Account::isActive).map(ReopenedRights::address);
            case OPERATOR -> account(id).filter(Account::isOperator).map(ReopenedRights::address);
            case PASSWORD ->
                account(id)
                        .filter(account ->
                                stores.signIn().passwords().find(account.id()).isPresent())
                        .map(ReopenedRights::address);
            case MEMBER ->
                organization(withdrawal)
                        .flatMap(within -> stores.members().find(within, new AccountId(id)))
                        .map(member -> address(member.account()));
            case INVITATION ->
                organization(withdrawal)
                        .flatMap(within -> stores.invitations().find(within, new InvitationId(id)))
                        .map(invitation -> invitation.email().value());
            case ENVIRONMENT ->
                organization(withdrawal)
                        .flatMap(within -> stores.environments().find(within, new EnvironmentId(id)))
                        .filter(environment -> !environment.isProtected())
                        .map(Environment::name)
                        .map(Object::toString);
            case MANAGEMENT_KEY ->
                stores.managementKeys()
                        .find(new ManagementKeyId(id))
                        .filter(key -> key.revokedAt().isEmpty())
                        .map(key -> key.name().value());
            case IDENTITY_PROVIDER ->
                stores.signIn()
                        .identityProviders()
                        .find(new IdentityProviderId(id))
                        .map(provider -> provider.settings().name().value());
            case IDENTITY ->
                withdrawal.within().map(AccountId::new).stream()
                        .flatMap(account -> stores.signIn().identities().list(account).stream())
                        .filter(identity -> identity.provider().value().equals(id))
                        .findFirst()
                        .map(Identity::subject);
            case PASSKEY -> passkey(withdrawal).map(passkey -> passkey.name().value());
            case SESSIONS -> Optional.empty();
        };
    }

    private Optional<Account> account(String id) {
        return stores.accounts().find(new AccountId(id));
    }

    private Optional<Passkey> passkey(Withdrawal withdrawal) {
        return withdrawal.within().map(AccountId::new).stream()
                .flatMap(account -> stores.signIn().passkeys().list(account).stream())
                .filter(passkey -> passkey.id().value().equals(withdrawal.id()))
                .findFirst();
    }

    private static Optional<OrganizationId> organization(Withdrawal withdrawal) {
        return withdrawal.within().map(OrganizationId::new);
    }

    private static String address(Account account) {
        return account.email().value();
    }
}
