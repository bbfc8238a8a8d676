package dev.ostiary.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.account.Account;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Role;
import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.ManagementKeyId;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.secret.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/// Whoever holds the rest of a body back until the right to send it has ended has sent it in vain: what ended a right
/// holds for every change that comes after it, whenever its request began (W06, I04).
final class LateBodiesIT extends ControlIT {
    private static final String BODY = "{\"slug\":\"late\"}";

    private final SignInFixture people = new SignInFixture(plane);
    private final RawSocket raw = new RawSocket(plane.control.url());

    private record Person(Account account, Organization organization, Browser browser) {}

    private Person admin(String name) {
        Organization organization = organization();
        Account account = people.account(name + "@example.com", false);
        people.join(account, organization, Role.ADMIN);
        Browser browser = people.signedIn(account);
        return new Person(account, organization, browser);
    }

    private static String head(Organization organization, String credential) {
        return "POST " + path(organization, "projects") + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + credential + "Content-Type: application/json\r\nContent-Length: " + BODY.length() + "\r\n\r\n"
                + BODY.substring(0, 1);
    }

    /// Begins a request of the person, and waits until its session was seen.
    private RawSocket.Begun begin(Person person) {
        plane.core.clock.advance(Duration.ofMinutes(2));
        AccountId id = person.account().id();
        BooleanSupplier isSeen = () -> plane.core.store.signIn().sessions().list(id).stream()
                .anyMatch(session -> session.seenAt().equals(plane.core.clock.instant()));
        RawSocket.Begun begun = raw.begin(head(
                person.organization(),
                "Cookie: " + SignInFixture.COOKIE + "="
                        + person.browser().cookie(SignInFixture.COOKIE).orElseThrow() + "\r\nX-CSRF-Token: "
                        + person.browser().csrfToken() + "\r\n"));
        await(isSeen);
        return begun;
    }

    /// Begins a request with a management key, and waits until its use was noted.
    private RawSocket.Begun begin(Organization organization, Answer made) {
        plane.core.clock.advance(Duration.ofMinutes(2));
        ManagementKeyId id = new ManagementKeyId(made.text("id"));
        RawSocket.Begun begun = raw.begin(head(organization, "Authorization: Bearer " + made.text("secret") + "\r\n"));
        await(() -> plane.core
                .store
                .managementKeys()
                .find(id)
                .orElseThrow()
                .lastUsedAt()
                .equals(Optional.of(plane.core.clock.instant())));
        return begun;
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "in vain");
            Thread.onSpinWait();
        }
    }

    private void refused(RawSocket.Begun begun, Organization organization, int status, String code) {
        begun.end(BODY.substring(1)).expectProblem(status, code);
        api.get(path(organization, "projects", "late")).expectProblem(404, "resource.not-found");
    }

    /// Who was removed, demoted, disabled, signed out or given another password makes nothing more.
    @Test
    void body_afterTheEndOfAPersonsRight_makesNothing() {
        Person removed = admin("removed");
        RawSocket.Begun first = begin(removed);
        api.delete(path(
                        removed.organization(),
                        "members",
                        removed.account().id().value()))
                .expect(200);
        refused(first, removed.organization(), 404, "resource.not-found");

        Person demoted = admin("demoted");
        RawSocket.Begun second = begin(demoted);
        api.patch(path(demoted.organization(), "members", demoted.account().id().value()), "{\"role\":\"viewer\"}")
                .expect(200);
        refused(second, demoted.organization(), 403, "permission.denied");

        Person disabled = admin("disabled");
        RawSocket.Begun third = begin(disabled);
        plane.signIn.accounts().disable(Actor.system(), disabled.account().id());
        refused(third, disabled.organization(), 401, "session.ended");

        Person signedOut = admin("signed-out");
        RawSocket.Begun fourth = begin(signedOut);
        signedOut.browser().delete("/api/v1/session").expect(200);
        refused(fourth, signedOut.organization(), 401, "session.ended");

        Person reset = admin("reset");
        RawSocket.Begun fifth = begin(reset);
        plane.signIn.accounts().resetPassword(Actor.system(), reset.account().id(), Secret.of("other plain words"));
        refused(fifth, reset.organization(), 401, "session.ended");
    }

    /// Neither does a key that was revoked, or whose parent was.
    @Test
    void body_afterRevocation_makesNothing() {
        Organization organization = organization();
        String keys = path(organization, "management-keys");
        String asked = "{\"name\":\"automation\",\"permissions\":[\"projects.edit\",\"management-keys.manage\"]}";
        Answer parent = api.post(keys, asked).expect(201);
        Answer child;
        try (ApiClient client = new ApiClient(plane.control.url(), parent.text("secret"))) {
            child = client.post(keys, asked).expect(201);
        }
        List<RawSocket.Begun> begun = List.of(begin(organization, parent), begin(organization, child));
        api.post(keys + "/" + parent.text("id") + "/revoke").expect(200);
        for (RawSocket.Begun late : begun) {
            refused(late, organization, 401, "credential.invalid");
        }
        assertEquals(2, api.get(keys).expect(200).json().required("items").size());
    }
}
