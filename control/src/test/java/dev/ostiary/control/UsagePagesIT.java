package dev.ostiary.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.access.DenialReason;
import dev.ostiary.core.account.Account;
import dev.ostiary.core.authority.Role;
import dev.ostiary.core.denial.Denial;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.traffic.LatencyScale;
import dev.ostiary.core.traffic.TrafficCause;
import dev.ostiary.core.traffic.TrafficCount;
import dev.ostiary.core.traffic.TrafficOutcome;
import dev.ostiary.core.traffic.TrafficSubject;
import dev.ostiary.core.usage.KeyUsage;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What pages show of requests: Home, Usage, and a key's own page.
class UsagePagesIT extends ControlIT {
    private static final Pattern BLOCK = Pattern.compile("<rect class=\"(?:served|refused|failed|abandoned)\"");

    private final SignInFixture people = new SignInFixture(plane);

    private Browser viewer(Organization organization) {
        Account account = people.account("viewer-" + organization.slug() + "@example.com", false);
        people.join(account, organization, Role.VIEWER);
        return people.signedIn(account);
    }

    private TrafficCount count(Organization organization, TrafficSubject subject, TrafficCause cause, long requests) {
        int latency =
                cause.equals(TrafficCause.SERVED) && subject instanceof TrafficSubject.Route ? 17 : LatencyScale.NONE;
        return new TrafficCount(organization.id(), subject, plane.core.clock.instant(), cause, latency, requests);
    }

    private static String page(Organization organization, String inside) {
        return "/org/" + organization.id() + inside;
    }

    /// Nothing yet: it is said, and nothing is drawn.
    @Test
    void nothing_isSaid() {
        Organization acme = organization();
        Browser viewer = viewer(acme);

        String usage = viewer.get(page(acme, "/usage")).expect(200).body();
        assertTrue(usage.contains("No requests in this time"));
        assertFalse(usage.contains("<figure"));
        String home = viewer.get(page(acme, "")).expect(200).body();
        assertTrue(home.contains("From nothing to the first call"));
        assertFalse(home.contains("<figure"));
    }

    /// What came is drawn in every range, with its reasons in words, by route and by key; a name is no markup
    /// (W02).
    @Test
    void requests_areDrawn() {
        Organization acme = organization();
        Browser viewer = viewer(acme);
        String key = api.post(path(acme, "keys"), "{\"name\":\"<i>reporting</i>\"}")
                .expect(201)
                .text("id");
        TrafficSubject echo = new TrafficSubject.Route("acme/production/echo");
        TrafficSubject reporting = new TrafficSubject.Key(new KeyId(key));
        TrafficCause revoked = new TrafficCause(TrafficOutcome.REFUSED, "revoked");
        plane.core
                .store
                .traffic()
                .add(List.of(
                        count(acme, echo, TrafficCause.SERVED, 41),
                        count(acme, echo, revoked, 7),
                        count(acme, echo, new TrafficCause(TrafficOutcome.FAILED, "status-503"), 2),
                        count(acme, reporting, TrafficCause.SERVED, 41),
                        count(acme, reporting, revoked, 7)));

        for (String range : List.of("PT1H", "P1D", "P7D", "P30D", "P90D")) {
            String usage =
                    viewer.get(page(acme, "/usage?range=" + range)).expect(200).body();
            assertTrue(usage.contains("data-number=\"50\""), range);
            assertTrue(usage.contains("A revoked key"), range);
            assertTrue(usage.contains("The agent answered 503"), range);
            assertEquals(3, BLOCK.matcher(usage).results().count(), "one block for each outcome");
        }
        String usage = viewer.get(page(acme, "/usage")).expect(200).body();
        assertTrue(usage.contains("&lt;i&gt;reporting&lt;/i&gt;"));
        assertTrue(viewer.get(page(acme, "/usage?route=acme/production/echo"))
                .expect(200)
                .body()
                .contains("data-number=\"50\""));
        assertTrue(viewer.get(page(acme, "/usage?route=acme/api"))
                .expect(200)
                .body()
                .contains("No requests in this time"));
        for (String list : List.of("/usage/routes?sort=failed", "/usage/keys?sort=refused", "")) {
            assertTrue(viewer.get(page(acme, list)).expect(200).body().contains("data-number=\"7\""), list);
        }
        String ofKey =
                viewer.get(page(acme, "/settings/api-keys/" + key)).expect(200).body();
        assertTrue(ofKey.contains("The last 30 days") && ofKey.contains("data-number=\"48\""));
        assertFalse(viewer.get(page(organization(), "/usage")).status() == 200, "another organization's is not there");
    }

    /// A key's page explains its refusals to whoever may have them explained, and the API says the same.
    @Test
    void refusals_areExplained() {
        Organization acme = organization();
        String key =
                api.post(path(acme, "keys"), "{\"name\":\"one\"}").expect(201).text("id");
        plane.core
                .store
                .denials()
                .append(List.of(new Denial(
                        "req_1",
                        plane.core.clock.instant(),
                        acme.id(),
                        "acme/production/echo",
                        "POST",
                        DenialReason.REVOKED,
                        Optional.of(new KeyId(key)),
                        "192.0.2.7")));
        Account developer = people.account("developer-" + acme.slug() + "@example.com", false);
        people.join(developer, acme, Role.DEVELOPER);

        String shown = people.signedIn(developer)
                .get(page(acme, "/settings/api-keys/" + key + "/refusals"))
                .expect(200)
                .body();
        assertTrue(shown.contains("The key was revoked") && shown.contains("192.0.2.7"));
        assertEquals(
                "req_1",
                api.get(path(acme, "keys", key, "denials"))
                        .expect(200)
                        .json()
                        .at("/items/0/requestId")
                        .stringValue());
        viewer(acme).get(page(acme, "/settings/api-keys/" + key + "/refusals")).expectProblem(403, "permission.denied");
    }

    /// What pages are made of is on a page of its own, for whoever is signed in.
    @Test
    void design_isDocumented() {
        assertTrue(viewer(organization()).get("/design").expect(200).body().contains("swatch-accent-wash"));
    }

    private void used(String key, long requests) {
        plane.core
                .store
                .usage()
                .add(List.of(new KeyUsage(new KeyId(key), requests, plane.core.clock.instant(), "192.0.2.7")));
    }

    /// That a call arrived is not forgotten with the key it came with: neither do the first steps begin anew.
    @Test
    void firstSteps_keyDeleted_stayDone() {
        Organization acme = organization();
        Browser viewer = viewer(acme);
        String key = api.post(path(acme, "keys"), "{\"name\":\"caller\"}")
                .expect(201)
                .text("id");
        used(key, 1);
        String after = viewer.get(page(acme, "")).expect(200).body();
        assertTrue(after.contains("It works") && after.contains("with the key “caller”"), after);
        api.delete(path(acme, "keys", key)).expect(200);
        String deleted = viewer.get(page(acme, "")).expect(200).body();
        assertTrue(deleted.contains("It works") && !deleted.contains("with the key"), deleted);

        String other =
                api.post(path(acme, "keys"), "{\"name\":\"other\"}").expect(201).text("id");
        used(other, 4);
        api.delete(path(acme, "keys", other)).expect(200);
        String known = viewer.get(page(acme, "")).expect(200).body();

        assertFalse(known.contains("It works") || known.contains("From nothing to the first call"), known);
    }

    /// A key's page has the last addresses it was used from.
    @Test
    void addresses_areShown() {
        Organization acme = organization();
        String key = api.post(path(acme, "keys"), "{\"name\":\"caller\"}")
                .expect(201)
                .text("id");
        used(key, 1);
        plane.core
                .store
                .usage()
                .add(List.of(new KeyUsage(
                        new KeyId(key), 1, plane.core.clock.instant().minusSeconds(60), "2001:db8::1")));

        String shown = viewer(acme)
                .get(page(acme, "/settings/api-keys/" + key))
                .expect(200)
                .body();

        assertTrue(shown.indexOf("192.0.2.7") > 0 && shown.indexOf("192.0.2.7") < shown.indexOf("2001:db8::1"), shown);
    }
}
