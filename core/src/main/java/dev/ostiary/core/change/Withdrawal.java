package dev.ostiary.core.change;

import dev.ostiary.core.audit.AuditEvent;
import dev.ostiary.core.id.OrganizationId;
import java.util.Comparator;
import java.util.Optional;

/// A right that was taken away, or changed so that it may have become less. Nodes have nothing to learn of it. It is
/// numbered among the changes, so that a database that returns to an earlier state, with the right in it, is noticed.
///
/// @param kind what was taken away
/// @param within the identifier of the organization or account that it was in; empty for what is the installation's
/// @param id the identifier of what was taken away
public record Withdrawal(Kind kind, Optional<String> within, String id) {
    /// By kind, then by where it was.
    public static final Comparator<Withdrawal> ORDER = Comparator.comparing(Withdrawal::kind)
            .thenComparing(each -> each.within().orElse(""))
            .thenComparing(Withdrawal::id);

    private static final String NOWHERE = "-";

    /// What was taken away.
    public enum Kind {
        /// An account that was disabled.
        ACCOUNT,
        /// An environment that anybody with a role could change, and that was protected.
        ENVIRONMENT,
        /// Who an account was at an identity provider, by the provider's identifier.
        IDENTITY,
        /// An identity provider that was deleted, or lets others in now.
        IDENTITY_PROVIDER,
        /// An invitation that was taken back or used.
        INVITATION,
        /// A management key that was revoked.
        MANAGEMENT_KEY,
        /// A member that was removed or has another role; by the account's identifier.
        MEMBER,
        /// An operator who is none any more; by the account's identifier.
        OPERATOR,
        /// A passkey that was removed from its account.
        PASSKEY,
        /// A password that was replaced; by the account's identifier.
        PASSWORD,
        /// Sessions that were ended; by the account's identifier.
        SESSIONS
    }

    /// What an event of the audit trail takes away; empty when it takes nothing.
    public static Optional<Withdrawal> of(AuditEvent event) {
        String subject = event.subject().id();
        return switch (event.action()) {
            case ACCOUNT_DISABLED -> Optional.of(of(Kind.ACCOUNT, event, subject));
            case ACCOUNT_EDITED ->
                Optional.of(of(Kind.OPERATOR, event, subject))
                        .filter(_ -> "false".equals(event.changes().after().get("operator")));
            case ENVIRONMENT_PROTECTED -> Optional.of(of(Kind.ENVIRONMENT, event, subject));
            case IDENTITY_PROVIDER_DELETED, IDENTITY_PROVIDER_EDITED ->
                Optional.of(of(Kind.IDENTITY_PROVIDER, event, subject));
            case INVITATION_REVOKED -> Optional.of(of(Kind.INVITATION, event, subject));
            case MEMBER_JOINED ->
                Optional.ofNullable(event.changes().after().get("invitation"))
                        .map(used -> of(Kind.INVITATION, event, used));
            case MANAGEMENT_KEY_REVOKED -> Optional.of(of(Kind.MANAGEMENT_KEY, event, subject));
            case MEMBER_REMOVED, MEMBER_ROLE_CHANGED -> Optional.of(of(Kind.MEMBER, event, subject));
            case ACCOUNT_PASSKEY_REMOVED ->
                Optional.ofNullable(event.changes().after().get("passkey"))
                        .map(removed -> new Withdrawal(Kind.PASSKEY, Optional.of(subject), removed));
            case ACCOUNT_IDENTITY_UNLINKED ->
                Optional.ofNullable(event.changes().after().get("provider"))
                        .map(provider -> new Withdrawal(Kind.IDENTITY, Optional.of(subject), provider));
            case ACCOUNT_PASSWORD_CHANGED -> Optional.of(of(Kind.PASSWORD, event, subject));
            case ACCOUNT_SESSIONS_ENDED, ACCOUNT_SIGNED_OUT -> Optional.of(of(Kind.SESSIONS, event, subject));
            default -> Optional.empty();
        };
    }

    private static Withdrawal of(Kind kind, AuditEvent event, String id) {
        return new Withdrawal(kind, event.organization().map(OrganizationId::value), id);
    }

    /// The subject of the change that numbers it.
    public String subject() {
        return kind + " " + within.orElse(NOWHERE) + " " + id;
    }

    /// What such a subject says; empty for what a later version wrote.
    public static Optional<Withdrawal> parse(String subject) {
        String[] fields = subject.split(" ", -1);
        if (fields.length != 3) {
            return Optional.empty();
        }
        Optional<String> within = Optional.of(fields[1]).filter(given -> !given.equals(NOWHERE));
        for (Kind kind : Kind.values()) {
            if (kind.name().equals(fields[0])) {
                return Optional.of(new Withdrawal(kind, within, fields[2]));
            }
        }
        return Optional.empty();
    }
}
