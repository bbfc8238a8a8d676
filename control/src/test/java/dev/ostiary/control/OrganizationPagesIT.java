package dev.ostiary.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.account.Account;
import dev.ostiary.core.authority.Role;
import dev.ostiary.core.organization.Organization;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The pages of the console by which an organization and the installation are governed.
class OrganizationPagesIT extends ControlIT {
    private static final String VALUE = "sk-provider-0123456789fA";

    private final SignInFixture people = new SignInFixture(plane);

    private Browser member(Organization organization, Role role) {
        Account account = people.account(role.text() + "-" + organization.slug() + "@example.com", false);
        people.join(account, organization, role);
        return people.signedIn(account);
    }

    private static String page(Organization organization, String inside) {
        return "/org/" + organization.id() + inside;
    }

    /// Every page is there for an owner, under the name that people know it by, and nothing in it runs (W02).
    @Test
    void pages_areThereForAnOwner() {
        Organization acme = organization();
        Browser owner = member(acme, Role.OWNER);
        Map<String, String> titles = Map.of(
                "/settings/api-keys/general", "General Key",
                "/audit", "<h1>Audit</h1>",
                "/audit/events/1", "organization.created",
                "/audit/verification", "The trail is whole.",
                "/members", "<h1>Members</h1>",
                "/environments", "<h1>Environments</h1>",
                "/projects", "<h1>Projects</h1>",
                "/management-keys", "<h1>Management keys</h1>",
                "/routes", "<h1>Routes</h1>",
                "/policies", "<h1>Policies</h1>");

        titles.forEach((path, title) -> {
            String body = owner.get(page(acme, path)).expect(200).body();
            assertTrue(body.contains(title), path);
            assertFalse(body.contains("<script>"), path);
            assertFalse(body.contains(" style="), path);
            assertFalse(body.contains("th:"), path);
        });
        assertTrue(owner.get("/me").expect(200).body().contains("Change your password"));
    }

    /// What a role may not see is refused, and has no link.
    @Test
    void pages_areOfferedToWhoMaySeeThem() {
        Organization acme = organization();
        Browser viewer = member(acme, Role.VIEWER);

        String members = viewer.get(page(acme, "/members")).expect(200).body();

        assertFalse(members.contains("Invite a person"));
        assertFalse(members.contains(page(acme, "/audit")));
        assertFalse(members.contains("/installation/"));
        for (String path : List.of(
                "/audit", "/audit/verification", "/settings/api-keys/general", "/management-keys", "/members/invite")) {
            viewer.get(page(acme, path)).expectProblem(403, "permission.denied");
        }
        for (String path : List.of("nodes", "accounts", "single-sign-on", "audit")) {
            viewer.get("/installation/" + path).expectProblem(403, "permission.denied");
        }
        viewer.get(page(organization(), "/members")).expectProblem(404, "resource.not-found");
    }

    /// Keys are listed under the titles that people know (S3.12); one's page has the switch (S2.27), its identifier
    /// and its public key to copy, and who may only look gets none of the switch. Without a key, none is said to be
    /// used.
    @Test
    void keys_haveWhatPeopleLookFor() {
        Organization acme = organization();
        Browser owner = member(acme, Role.OWNER);
        assertTrue(owner.get(page(acme, "")).expect(200).body().contains("There are no keys yet."));
        String id = owner.post(path(acme, "keys"), "{\"name\":\"checkout\"}")
                .expect(201)
                .text("id");
        String keys = page(acme, "/settings/api-keys");

        String list = owner.get(keys).expect(200).body();
        assertEquals(
                List.of(
                        "Key Name",
                        "Status",
                        "Secret Key",
                        "Created",
                        "Last Used",
                        "Created by",
                        "Expired Date",
                        "Action"),
                Pattern.compile("<td data-label=\"([^\"]*)\"")
                        .matcher(list)
                        .results()
                        .map(title -> title.group(1))
                        .toList());
        String key = owner.get(keys + "/" + id).expect(200).body();
        assertTrue(key.contains("POST /api/v1/organizations/" + acme.id() + "/keys/" + id + "/disable"), key);
        assertTrue(key.contains("data-copy=\"public-key\"") && key.contains("<code id=\"key-id\">" + id), key);
        assertFalse(member(acme, Role.VIEWER)
                .get(keys + "/" + id)
                .expect(200)
                .body()
                .contains("role=\"switch\""));
    }

    /// The default project stays, so deleting it is not offered.
    @Test
    void defaultProject_isNotOfferedForDeletion() {
        Organization acme = organization();
        Browser owner = member(acme, Role.OWNER);
        String before = owner.get(page(acme, "/projects")).expect(200).body();
        assertTrue(before.contains("Stays"), before);
        assertFalse(before.contains("/delete\""), before);

        owner.post(path(acme, "projects"), "{\"slug\":\"backend\",\"name\":\"Backend\"}")
                .expect(201);

        String after = owner.get(page(acme, "/projects")).expect(200).body();
        assertEquals(2, after.split("/delete\"", -1).length, after);
    }

    /// Operators see the pages of the installation.
    @Test
    void installation_isForOperators() {
        Browser operator = people.signedIn(people.account("operator-of-pages@example.com", true));

        for (String path : List.of("nodes", "accounts", "single-sign-on", "audit", "audit/verification")) {
            operator.get("/installation/" + path).expect(200);
        }
    }

    /// A general key is listed by its name and mask; no page holds its value, and search finds it by its name
    /// (S3.4, S3.8, S3.9).
    @Test
    void generalKeys_areMasked() {
        Organization acme = organization();
        Browser owner = member(acme, Role.OWNER);
        String id = owner.post(path(acme, "provider-keys"), "{\"name\":\"MY_API\",\"value\":\"" + VALUE + "\"}")
                .expect(201)
                .text("id");
        String base = page(acme, "/settings/api-keys/general");

        for (String path : List.of("", "/" + id + "/edit", "?search=my_a")) {
            String body = owner.get(base + path).expect(200).body();
            assertTrue(body.contains("sk-••••••••9fA"), path);
            assertTrue(body.contains("MY_API"), path);
            assertFalse(body.contains(VALUE), path);
        }
        assertFalse(owner.get(base + "?search=other").expect(200).body().contains("MY_API"));
        assertTrue(owner.get(base + "/" + id + "/delete").expect(200).body().contains("It cannot be recovered."));
    }

    /// Choosing optional warns that unauthenticated requests pass, and permissive cannot be chosen (S1.15).
    @Test
    void policies_warn() {
        Organization acme = organization();

        String form = member(acme, Role.OWNER)
                .get(page(acme, "/policies/new"))
                .expect(200)
                .body();

        assertTrue(form.contains("data-when=\"mode=optional\""));
        assertTrue(form.contains("Unauthenticated requests pass."));
        assertFalse(form.contains("permissive"));
    }

    /// An export has what the list is narrowed by; a wrong filter is refused in the words of the API.
    @Test
    void audit_exportsWhatIsShown() {
        Organization acme = organization();
        Browser owner = member(acme, Role.OWNER);

        String body = owner.get(page(acme, "/audit?action=organization.created&actor="))
                .expect(200)
                .body();

        assertTrue(body.contains("/api/v1/organizations/" + acme.id()
                + "/audit-events/export?action=organization.created&amp;format=csv"));
        Answer wrong = owner.get(page(acme, "/audit?action=nonsense"));
        assertEquals(400, wrong.status());
        wrong.expectProblem(400, "request.invalid");
    }
}
