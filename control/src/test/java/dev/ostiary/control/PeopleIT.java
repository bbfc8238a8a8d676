package dev.ostiary.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.account.Account;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.authority.Role;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.member.Member;
import dev.ostiary.core.organization.Organization;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Members, invitations and management keys over REST (S4.13, I04, I05).
class PeopleIT extends ControlIT {
    private Member member(Organization organization, String name, Role role) {
        return plane.core.people.member(name + "-" + organization.slug(), organization.id(), role);
    }

    private static String id(Member member) {
        return member.account().id().value();
    }

    /// A role is changed, seen at once, and the last owner's cannot be.
    @Test
    void members_areListedChangedAndRemoved() {
        Organization organization = organization();
        Member owner = member(organization, "owner", Role.OWNER);
        Member viewer = member(organization, "viewer", Role.VIEWER);
        String path = path(organization, "members");

        Answer changed =
                api.patch(path + "/" + id(viewer), "{\"role\":\"developer\"}").expect(200);

        assertEquals(List.of("id", "email", "name", "role", "disabled", "since", "applied"), changed.fields());
        assertEquals("developer", changed.text("role"));
        assertEquals(2, api.get(path).expect(200).json().required("items").size());
        assertEquals("developer", api.get(path + "/" + id(viewer)).expect(200).text("role"));
        api.patch(path + "/" + id(owner), "{\"role\":\"admin\"}").expectProblem(409, "member.last-owner");
        api.delete(path + "/" + id(owner)).expectProblem(409, "member.last-owner");
        api.patch(path + "/" + id(viewer), "{\"role\":\"root\"}").expectProblem(400, "request.invalid");
        api.delete(path + "/" + id(viewer)).expect(200);
        api.delete(path + "/" + id(viewer)).expectProblem(404, "resource.not-found");
        assertFalse(plane.core.people.actor(viewer).maySee(organization.id()));
    }

    /// What a member may follows the role from the very next request on: denied by name, and gone when removed
    /// (I04).
    @Test
    void role_holdsFromTheNextRequestOn() {
        Organization organization = organization();
        Member unused = member(organization, "owner", Role.OWNER);
        Member member = member(organization, "zoe", Role.ADMIN);
        String path = path(organization, "members") + "/" + id(member);
        String environment = "{\"slug\":\"qa\"}";
        try (ApiClient client = plane.as(member)) {
            client.post(path(organization, "environments"), environment).expect(201);

            api.patch(path, "{\"role\":\"viewer\"}").expect(200);
            Answer denied = client.post(path(organization, "environments"), environment)
                    .expectProblem(403, "permission.denied");
            assertTrue(denied.text("detail").endsWith(" environments.edit."), denied::body);
            client.get(path(organization, "environments", "qa")).expect(200);

            api.delete(path).expect(200);
            client.get(path(organization, "environments", "qa")).expectProblem(401, "credential.invalid");
        }
    }

    /// Nobody with less takes back an invitation of more either, nor puts another in its place.
    @Test
    void invitation_ofMore_isNotTakenBack() {
        Organization organization = organization();
        String path = path(organization, "invitations");
        Answer made = api.post(path, "{\"email\":\"boss@example.com\",\"role\":\"owner\"}")
                .expect(201);
        ApiClient admin = plane.with(Optional.of(organization.id()), Role.ADMIN.permissions());

        admin.delete(path + "/" + made.text("id")).expectProblem(403, "permission.denied");
        admin.post(path, "{\"email\":\"boss@example.com\",\"role\":\"viewer\"}")
                .expectProblem(403, "permission.denied");
        api.delete(path + "/" + made.text("id")).expect(200);
    }

    /// Somebody becomes an operator and is none again; either holds for the next request, and is done as it was
    /// seen.
    @Test
    void operator_isMadeAndUnmade() {
        SignInFixture people = new SignInFixture(plane);
        Account _ = people.account("operator-who-stays@example.com", true);
        Account ada = people.account("to-be-operator@example.com", false);
        Browser there = people.signedIn(ada);
        String path = "/api/v1/accounts/" + ada.id();
        String first = api.get(path).expect(200).header("ETag");
        there.get("/api/v1/accounts").expectProblem(403, "permission.denied");
        ApiClient manager = plane.with(Optional.empty(), Set.of(Permission.INSTALLATION_MANAGE));
        manager.patch(path, "{\"operator\":true}").expectProblem(403, "permission.denied");

        assertEquals("true", api.patch(path, "{\"operator\":true}").expect(200).text("operator"));
        there.get("/api/v1/accounts").expect(200);
        manager.patch(path, "{\"operator\":false}").expectProblem(403, "permission.denied");
        api.send(api.request(path)
                        .method("PATCH", BodyPublishers.ofString("{\"name\":\"Countess\"}"))
                        .header("Content-Type", "application/json")
                        .header("If-Match", first))
                .expectProblem(412, "precondition.failed");

        assertEquals(
                "Countess",
                api.patch(path, "{\"operator\":false,\"name\":\"Countess\"}")
                        .expect(200)
                        .text("name"));
        there.get("/api/v1/accounts").expectProblem(403, "permission.denied");
        assertEquals(
                "false",
                api.get("/api/v1/audit-events?action=account.edited&limit=1")
                        .expect(200)
                        .json()
                        .at("/items/0/after/operator")
                        .asString());
    }

    /// Letting an operator in again, or out, takes all that an operator may do.
    @Test
    void operatorsAccount_takesEverything() {
        SignInFixture people = new SignInFixture(plane);
        String operator = people.account("an-operator@example.com", true).id().value();
        String other = people.account("an-other@example.com", true).id().value();
        String plain = people.account("no-operator@example.com", false).id().value();
        ApiClient manager = plane.with(Optional.empty(), Set.of(Permission.INSTALLATION_MANAGE));

        manager.post("/api/v1/accounts/" + other + "/disable").expectProblem(403, "permission.denied");
        api.post("/api/v1/accounts/" + operator + "/disable").expect(200);
        manager.post("/api/v1/accounts/" + operator + "/enable").expectProblem(403, "permission.denied");
        manager.post("/api/v1/accounts/" + plain + "/disable").expect(200);
        manager.post("/api/v1/accounts/" + plain + "/enable").expect(200);
        String provider = api.post(
                        "/api/v1/identity-providers",
                        "{\"name\":\"kept\",\"issuer\":\"https://id.example.com\",\"clientId\":\"c\",\"clientSecret\":\"s\"}")
                .expect(201)
                .header("Location");
        manager.delete(provider).expectProblem(403, "permission.denied");
        api.delete(provider).expect(200);
    }

    /// Nobody with less makes anybody more, and the refusal names what is missing.
    @Test
    void invitation_widerThanTheActor_isDenied() {
        Organization organization = organization();
        ApiClient admin = plane.with(Optional.of(organization.id()), Role.ADMIN.permissions());

        Answer denied = admin.post(
                        path(organization, "invitations"), "{\"email\":\"zoe@example.com\",\"role\":\"owner\"}")
                .expectProblem(403, "permission.denied");

        assertEquals(
                "This credential may not do that: use one with the permission organization.delete.",
                denied.text("detail"));
    }

    /// The token is in the one answer, and never listed.
    @Test
    void invitation_tokenIsShownOnce() {
        Organization organization = organization();
        String path = path(organization, "invitations");
        Answer made = api.post(path, "{\"email\":\"Zoe@Example.com\",\"role\":\"viewer\"}")
                .expect(201);

        assertEquals("zoe@example.com", made.text("email"));
        assertEquals(
                Optional.of(organization.id()),
                plane.core.people.accept.find(made.text("token")).map(found -> found.organization()));
        Answer list = api.get(path).expect(200);
        assertFalse(list.body().contains(made.text("token")));
        Answer one = api.get(path + "/" + made.text("id")).expect(200);
        assertEquals("zoe@example.com", one.text("email"));
        assertFalse(one.body().contains(made.text("token")));
        assertEquals(made.text("id"), list.json().at("/items/0/id").asString());
        api.post(path, "{\"email\":\"zoe\",\"role\":\"viewer\"}").expectProblem(400, "request.invalid");
        Member member = member(organization, "there", Role.VIEWER);
        api.post(path, "{\"email\":\"" + member.account().email() + "\",\"role\":\"admin\"}")
                .expectProblem(409, "member.exists");
    }

    /// A key does what it is for, shows that it was used, and nothing once it was revoked.
    @Test
    void managementKey_isMadeUsedAndRevoked() {
        Organization organization = organization();
        String path = path(organization, "management-keys");
        Answer made = api.post(path, "{\"name\":\"ci\",\"permissions\":[\"keys.read\"],\"expiresAt\":null}")
                .expect(201);
        try (ApiClient client = new ApiClient(plane.control.url(), made.text("secret"))) {
            client.get(path(organization, "keys")).expect(200);
            client.post(path(organization, "keys"), "{\"name\":\"x\"}").expectProblem(403, "permission.denied");
            client.post(path, "{\"name\":\"more\",\"role\":\"viewer\"}").expectProblem(403, "permission.denied");

            JsonNode listed = api.get(path).expect(200).json().at("/items/0");
            assertEquals("[\"keys.read\"]", listed.required("permissions").toString());
            assertTrue(listed.required("lastUsedAt").isString());
            assertTrue(listed.required("expiresAt").isNull());
            assertFalse(listed.has("secret"));

            api.post(path + "/" + made.text("id") + "/revoke").expect(200);
            client.get(path(organization, "keys")).expectProblem(401, "credential.invalid");
        }
    }

    /// What a key shall be for is said in one way, in words that are known, and by nobody for the installation.
    @Test
    void managementKey_ofWrongPermissions_isRefused() {
        Organization organization = organization();
        String path = path(organization, "management-keys");
        for (String body : List.of(
                "{\"name\":\"x\"}",
                "{\"name\":\"x\",\"permissions\":[]}",
                "{\"name\":\"x\",\"permissions\":[\"keys.*\"]}",
                "{\"name\":\"x\",\"permissions\":[\"nodes.read\"]}",
                "{\"name\":\"x\",\"role\":\"viewer\",\"permissions\":[\"keys.read\"]}",
                "{\"name\":\"x\",\"role\":\"viewer\",\"expiresAt\":\"2001-01-01T00:00:00Z\"}")) {
            api.post(path, body).expectProblem(400, "request.invalid");
        }
    }

    /// A key of one organization is not there in another, nor among those of the installation.
    @Test
    void managementKey_ofAnother_isNotFound() {
        OrganizationId own = organization().id();
        Organization other = organization();
        Answer made = api.post(path(other, "management-keys"), "{\"name\":\"ci\",\"role\":\"viewer\"}")
                .expect(201);
        String revoke = "/management-keys/" + made.text("id") + "/revoke";

        String key = "/management-keys/" + made.text("id");
        assertEquals(
                "ci",
                api.get("/api/v1/organizations/" + other.id() + key).expect(200).text("name"));
        api.get("/api/v1/organizations/" + own + key).expectProblem(404, "resource.not-found");
        api.get("/api/v1" + key).expectProblem(404, "resource.not-found");
        api.post("/api/v1/organizations/" + own + revoke).expectProblem(404, "resource.not-found");
        api.post("/api/v1" + revoke).expectProblem(404, "resource.not-found");
        plane.with(Optional.of(own), Set.of(Permission.MANAGEMENT_KEYS_READ))
                .get(path(other, "management-keys"))
                .expectProblem(404, "resource.not-found");
    }
}
