package dev.ostiary.core.signin;

import dev.ostiary.core.account.Account;
import dev.ostiary.core.account.AccountStore;
import dev.ostiary.core.audit.AuditSource;
import dev.ostiary.core.audit.InstallationTrail;
import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.authority.Role;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.member.Member;
import dev.ostiary.core.member.MemberStore;
import dev.ostiary.core.organization.OrganizationStore;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.transaction.Transactions;
import java.util.Optional;

/// Lets the first person in, by the link of the first start: an operator of the installation, and the owner of the
/// organization that it began with.
public final class SetUp {
    private static final Slug FIRST_ORGANIZATION = new Slug("default");

    private final Transactions transactions;
    private final AccountStore accounts;
    private final SetupLinkStore links;
    private final OrganizationStore organizations;
    private final MemberStore members;
    private final Accounts operations;
    private final Passwords passwords;
    private final Sessions sessions;
    private final InstallationTrail trail;

    public SetUp(
            Transactions transactions,
            AccountStore accounts,
            SetupLinkStore links,
            OrganizationStore organizations,
            MemberStore members,
            Accounts operations,
            Passwords passwords,
            Sessions sessions,
            InstallationTrail trail) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.links = links;
        this.organizations = organizations;
        this.members = members;
        this.operations = operations;
        this.passwords = passwords;
        this.sessions = sessions;
        this.trail = trail;
    }

    /// Whether a link with that token would let somebody in.
    public boolean isOpenTo(String token) {
        return opens(links.find(), token);
    }

    /// Makes the first account and signs it in. The link is used up.
    ///
    /// @throws RefusedException `setup.link-invalid`; `request.invalid`
    public OpenedSession setUp(String token, NewPerson person, AuditSource from) {
        if (!isOpenTo(token)) {
            throw new RefusedException(ProblemCode.SETUP_LINK_INVALID);
        }
        PasswordHash password = passwords.choose(person.password(), person.email());
        return transactions.inTransaction(() -> {
            if (!opens(links.lock(), token)) {
                throw new RefusedException(ProblemCode.SETUP_LINK_INVALID);
            }
            links.delete();
            Account account = operations.make(person.email(), person.name(), true);
            operations.add(Sessions.person(account, from), account, Optional.of(password));
            organizations
                    .findBySlug(FIRST_ORGANIZATION)
                    .ifPresent(organization -> members.insert(new Member(
                            organization.id(),
                            account,
                            Role.OWNER,
                            new Stamp(trail.now(), account.name().value()))));
            return sessions.open(account, SignInMethod.LINK, from);
        });
    }

    private boolean opens(Optional<SetupLink> link, String token) {
        return link.filter(known -> known.opensTo(token, trail.now())).isPresent()
                && accounts.list(PageRequest.first()).items().isEmpty();
    }
}
