package dev.ostiary.core.withdrawal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.account.Account;
import dev.ostiary.core.account.EmailAddress;
import dev.ostiary.core.agent.Environment;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.audit.AuditSource;
import dev.ostiary.core.audit.InstallationTrail;
import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.authority.Role;
import dev.ostiary.core.change.Change;
import dev.ostiary.core.change.Withdrawal;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.IdentityProviderId;
import dev.ostiary.core.id.PasskeyId;
import dev.ostiary.core.identity.Identity;
import dev.ostiary.core.identity.IdentityProvider;
import dev.ostiary.core.identity.ProviderSettings;
import dev.ostiary.core.key.Expiry;
import dev.ostiary.core.management.ManagementKey;
import dev.ostiary.core.management.NewManagementKey;
import dev.ostiary.core.member.Member;
import dev.ostiary.core.member.NewInvitation;
import dev.ostiary.core.memory.CoreFixture;
import dev.ostiary.core.memory.Written;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.passkey.Passkey;
import dev.ostiary.core.signin.PasswordHash;
import dev.ostiary.core.signin.Sessions;
import dev.ostiary.core.signin.SignInMethod;
import dev.ostiary.core.vault.SealedSecret;
import java.net.URI;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What was taken away and is there again after the return to a backup (issue 4, section 6).
final class ReopenedRightsTest {
    private static final Actor SYSTEM = Actor.system();

    private final CoreFixture core = new CoreFixture();
    private final InstallationTrail trail = new InstallationTrail(core.store.audit(), core.randomness, core.clock);
    private final Sessions sessions = new Sessions(
            core.transactions, core.store.signIn().sessions(), core.store.accounts(), trail, core.randomness);

    private final Organization acme = core.organization("acme");
    private final Environment production = core.environment(acme, "production");
    private final Member owner = core.people.member("ada", acme.id(), Role.OWNER);
    private final Account ada = owner.account();
    private final Member ben = core.people.member("ben", acme.id(), Role.ADMIN);
    private final ManagementKey key = core.people
            .createManagementKey
            .create(
                    SYSTEM,
                    new NewManagementKey(
                            new DisplayName("CI"),
                            Optional.of(acme.id()),
                            Set.of(Permission.KEYS_READ),
                            new Expiry.Default()))
            .value()
            .key();
    private final NewInvitation refused = invited("eve");
    private final NewInvitation used = invited("cy");
    private final Account cy = core.people.account("cy");
    private final Account op = core.people.account("op");
    private final Passkey passkey = new Passkey(
            PasskeyId.create(core.randomness, now()),
            ada.id(),
            new DisplayName("phone"),
            "credential",
            "key",
            7,
            true,
            false,
            now(),
            Optional.empty());
    private final IdentityProvider provider = new IdentityProvider(
            IdentityProviderId.create(core.randomness, now()),
            new ProviderSettings(
                    new DisplayName("Example ID"),
                    URI.create("https://id.example.com"),
                    "client",
                    List.of(),
                    false,
                    Optional.empty()),
            new SealedSecret(1, "ciphertext"),
            new Stamp(now(), "tester"),
            new Stamp(now(), "tester"));

    @AfterEach
    void close() {
        core.close();
    }

    private Instant now() {
        return core.clock.instant();
    }

    private NewInvitation invited(String name) {
        return core.people
                .invite
                .invite(SYSTEM, acme.id(), new EmailAddress(name + "@example.com"), Role.VIEWER)
                .value();
    }

    private void fill() {
        core.store.accounts().update(op.operator(true));
        core.store.signIn().passwords().put(ada.id(), new PasswordHash("leaked"), now());
        core.store.signIn().passkeys().insert(passkey);
        core.store.signIn().identityProviders().insert(provider);
        core.store.signIn().identities().insert(new Identity(provider.id(), "ada-there", ada.id(), now()));
        core.store
                .transactions()
                .inTransaction(() ->
                        sessions.open(ada, SignInMethod.PASSWORD, new AuditSource("192.0.2.1", "request", "browser")));
    }

    /// Ends everything that there is to end.
    private void takeAway() {
        var _ = core.people.revokeManagementKey.revoke(SYSTEM, Optional.of(acme.id()), key.id());
        var _ = core.people.changeRole.change(SYSTEM, acme.id(), ben.account().id(), Role.OWNER);
        var _ = core.people.remove.remove(SYSTEM, acme.id(), ada.id());
        var _ = core.people.revokeInvitation.revoke(
                SYSTEM, acme.id(), refused.invitation().id());
        var _ = core.people.accept.accept(core.people.actor(cy), used.token().reveal());
        var _ = core.protectEnvironment.protect(SYSTEM, acme.id(), production.id());
        int _ = sessions.endAll(SYSTEM, ada.id(), Optional.empty());
        note(AuditAction.ACCOUNT_DISABLED, cy.id().value(), AuditChanges.NONE);
        note(AuditAction.ACCOUNT_PASSWORD_CHANGED, ada.id().value(), AuditChanges.NONE);
        note(
                AuditAction.ACCOUNT_PASSKEY_REMOVED,
                ada.id().value(),
                AuditChanges.made(Map.of("passkey", passkey.id().value())));
        note(
                AuditAction.ACCOUNT_IDENTITY_UNLINKED,
                ada.id().value(),
                AuditChanges.made(Map.of("provider", provider.id().value())));
        note(
                AuditAction.ACCOUNT_EDITED,
                op.id().value(),
                AuditChanges.between(Map.of("operator", "true"), Map.of("operator", "false")));
        note(AuditAction.IDENTITY_PROVIDER_EDITED, provider.id().value(), AuditChanges.NONE);
    }

    private void note(AuditAction action, String subject, AuditChanges changes) {
        core.store.transactions().inTransaction(() -> {
            trail.append(SYSTEM, action, subject, "name", changes);
            return action;
        });
    }

    private static List<Withdrawal> withdrawals(Written written) {
        return written.changes().stream()
                .filter(change -> change.kind() == Change.Kind.WITHDRAWAL)
                .map(change -> Withdrawal.parse(change.subject()).orElseThrow())
                .toList();
    }

    private List<Reopened> reopened(List<Withdrawal> withdrawals) {
        return new ReopenedRights(core.store).among(withdrawals);
    }

    /// Whatever is taken away is numbered, of every kind, and none of it is there any more; after the return to a
    /// backup all of it is found by name; and once taken away again, none, and nobody is signed in.
    @Test
    void everyKind_isFoundAgainAndEnded() {
        fill();
        Object backup = core.store.backup();
        Written written = new Written(core.store);
        takeAway();
        List<Withdrawal> withdrawals = withdrawals(written);
        assertEquals(
                EnumSet.allOf(Withdrawal.Kind.class),
                withdrawals.stream().map(Withdrawal::kind).collect(Collectors.toSet()));

        core.store.restore(backup);
        List<Reopened> found = reopened(withdrawals);
        assertEquals(
                List.of(
                        "ACCOUNT cy@example.com",
                        "ENVIRONMENT production",
                        "IDENTITY ada-there",
                        "IDENTITY_PROVIDER Example ID",
                        "INVITATION cy@example.com",
                        "INVITATION eve@example.com",
                        "MANAGEMENT_KEY CI",
                        "MEMBER ada@example.com",
                        "MEMBER ben@example.com",
                        "OPERATOR op@example.com",
                        "PASSKEY phone",
                        "PASSWORD ada@example.com"),
                found.stream()
                        .map(each -> each.withdrawal().kind() + " " + each.name())
                        .sorted()
                        .toList());

        core.store.transactions().inTransaction(() -> {
            new WithdrawAgain(core.store, core.recorder, trail).end(found);
            return found;
        });
        assertEquals(List.of(), reopened(withdrawals));
        assertEquals(List.of(), sessions.list(ada.id()));
        assertTrue(core.store.members().find(acme.id(), ada.id()).isEmpty(), "the last owner, too");
    }

    /// What was given since is no withdrawal.
    @Test
    void whatIsGiven_isNotNumbered() {
        Written written = new Written(core.store);
        NewInvitation unused = invited("dan");
        core.people.account("fay");
        assertEquals(List.of(), withdrawals(written));
        assertEquals("dan@example.com", unused.invitation().email().value());
    }

    /// What cannot be read is none: a line of a later version.
    @Test
    void parse_unknown_isEmpty() {
        assertEquals(Optional.empty(), Withdrawal.parse("BADGE - x"));
        assertEquals(Optional.empty(), Withdrawal.parse("MEMBER x"));
        Withdrawal known = new Withdrawal(Withdrawal.Kind.ACCOUNT, Optional.empty(), "usr_1");
        assertEquals(Optional.of(known), Withdrawal.parse(known.subject()));
    }
}
