package dev.ostiary.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.account.Account;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Grants;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.organization.Organization;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// How agents stand in environments, over REST: settings and revisions, and keys to try them out.
class AgentEnvironmentsIT extends ControlIT {
    private static final String OFF = "{\"keySecurity\":false}";

    private Answer state(Organization organization) {
        return api.get(path(organization, "agents", "bot", "environments", "production"))
                .expect(200);
    }

    private Answer edit(Organization organization, String body) {
        return api.patch(path(organization, "agents", "bot", "environments", "production"), body);
    }

    private Answer deploy(Organization organization, String more) {
        return api.post(
                path(organization, "agents", "bot", "deployments"), "{\"environment\":\"production\"" + more + "}");
    }

    private Answer testKey(Organization organization, String agent) {
        return api.post(path(organization, "agents", agent, "environments", "production", "test-key"));
    }

    private static String pending(Answer answer) {
        return answer.json().required("pending").toString();
    }

    /// What is not deployed says so, and has no call to copy; what is deployed has one, with its URL (S0.8, S0.12).
    @Test
    void get_saysHowItStands() {
        Organization organization = organization();
        plane.core.environment(organization, "production");
        plane.core.agent(organization, "bot");

        Answer before = state(organization);
        assertEquals("not-deployed", before.text("status"));
        assertEquals("not-deployed", before.text("keySecurity"));
        assertTrue(before.text("reason").startsWith("Agent is not deployed"), before.body());
        assertEquals("null", before.text("curl"));
        deploy(organization, "").expect(201);
        Answer after = state(organization);
        String url = "http://gateway.test:8080/" + organization.slug() + "/production/bot";
        assertEquals("on", after.text("keySecurity"));
        assertEquals("null", after.text("reason"));
        assertEquals(url, after.text("url"));
        assertEquals(
                "curl -X POST " + url + "/ -H 'X-API-Key: YOUR_API_KEY' -H 'Content-Type: application/json' -d '{}'",
                after.text("curl"));
        assertEquals(1, after.json().required("live").required("revision").intValue());
        JsonNode listed = api.get(path(organization, "agents", "bot", "environments"))
                .expect(200)
                .json()
                .required("items");
        assertEquals(after.json(), listed.get(0));
    }

    /// An edit is pending until it is deployed, and the version guards it (S0.6).
    @Test
    void edit_isPendingUntilDeployed() {
        Organization organization = organization();
        deployed(organization, "bot");
        Answer edited = edit(organization, """
                        {"keySecurity":false,"timeouts":{"idle":"PT5M"},"headers":{"X-Team":"a"},"messagesPath":"/v1/chat",
                         "cors":{"allowedOrigins":["*"]}}""").expect(200);

        assertEquals(1, edited.json().required("version").intValue());
        assertTrue(pending(edited).contains("{\"field\":\"keySecurity\",\"before\":\"true\",\"after\":\"false\"}"));
        assertTrue(pending(edited).contains("{\"field\":\"headers.x-team\",\"before\":null,\"after\":\"a\"}"));
        assertTrue(pending(edited).contains("{\"field\":\"messagesPath\",\"before\":null,\"after\":\"/v1/chat\"}"));
        assertEquals("on", edited.text("keySecurity"));
        deploy(organization, ",\"version\":0").expectProblem(409, "deployment.settings-stale");
        edit(organization, "{\"keySecurity\":true,\"version\":7}").expectProblem(409, "deployment.settings-stale");
        Answer second = deploy(organization, ",\"version\":1").expect(201);
        assertTrue(second.json().required("changes").toString().contains("\"timeouts.idle\""), second.body());
        Answer after = state(organization);
        assertEquals("[]", pending(after));
        assertEquals("off", after.text("keySecurity"));
        assertTrue(after.text("reason").startsWith("API key security is disabled. Enable it from Deployment settings"));
        assertFalse(after.text("curl").contains("X-API-Key"), after.body());
        edit(
                        organization,
                        "{\"cors\":null,\"timeouts\":null,\"headers\":null,\"upstreams\":null,\"messagesPath\":null}")
                .expect(200);
        assertFalse(state(organization).json().required("settings").has("cors"));
    }

    @Test
    void edit_wrong_namesEveryField() {
        Organization organization = organization();
        deployed(organization, "bot");

        assertEquals(
                List.of("upstreams", "keySecurity", "headers", "messagesPath", "version", "weight"),
                edit(organization, """
                                {"upstreams":["nowhere"],"keySecurity":1,"headers":{"X-Ostiary-Agent":"a"},"messagesPath":"//a",
                                 "version":-1,"weight":3}""").expectProblem(400, "request.invalid").wrongFields());
    }

    /// Rolled back is a new revision that says of which it is a copy, and what that changed.
    @Test
    void rollBack_isANewRevision() {
        Organization organization = organization();
        deployed(organization, "bot");
        String first =
                state(organization).json().required("live").required("id").asString();
        deploy(organization, ",\"keySecurity\":false").expect(201);
        tick();
        Answer third = api.post(path(organization, "agents", "bot", "deployments", first, "roll-back"), "{}")
                .expect(201);

        assertEquals(3, third.json().required("revision").intValue());
        assertEquals(1, third.json().required("copyOf").intValue());
        assertEquals(
                "[{\"field\":\"keySecurity\",\"before\":\"false\",\"after\":\"true\"}]",
                third.json().required("changes").toString());
        JsonNode listed = api.get(
                        path(organization, "agents", "bot", "deployments") + "?environment=production&limit=1")
                .expect(200)
                .json();
        assertEquals(3, listed.required("items").get(0).required("revision").intValue());
        assertEquals(
                third.json().required("changes"),
                listed.required("items").get(0).required("changes"));
        assertEquals("[]", pending(state(organization)));
    }

    /// Where there is no environment at all, that is why nothing can be deployed (S0.8).
    @Test
    void deploy_noEnvironmentAtAll_saysSo() {
        Organization organization = organization();
        plane.core.agent(organization, "bot");

        deploy(organization, "").expectProblem(409, "environment.none");
    }

    /// Keys are made for what is deployed with key security, and the reason is told where it is not (S0.8, S0.22,
    /// S0.23).
    @Test
    void createKey_needsASecuredDeployment() {
        Organization organization = organization();
        plane.core.environment(organization, "production");
        plane.core.agent(organization, "bot");
        String key = "{\"name\":\"k\",\"agent\":\"%s\",\"environment\":\"production\"}";

        api.post(path(organization, "keys"), key.formatted("bot")).expectProblem(409, "agent.not-deployed");
        deploy(organization, ",\"keySecurity\":false").expect(201);
        Answer off =
                api.post(path(organization, "keys"), key.formatted("bot")).expectProblem(409, "agent.key-security-off");
        assertEquals(state(organization).text("reason"), off.text("detail"));
        api.post(path(organization, "agents"), "{\"slug\":\"tools\",\"kind\":\"mcp\"}")
                .expect(201);
        api.post(path(organization, "agents"), "{\"slug\":\"outside\",\"hosting\":\"external\"}")
                .expect(201);
        for (String agent : List.of("tools", "outside")) {
            api.post(path(organization, "keys"), key.formatted(agent)).expectProblem(409, "agent.without-key-security");
            testKey(organization, agent).expectProblem(409, "agent.without-key-security");
        }
        api.patch(path(organization, "agents", "tools", "environments", "production"), OFF)
                .expectProblem(409, "agent.without-key-security");
        api.patch(path(organization, "agents", "outside", "environments", "production"), OFF)
                .expectProblem(409, "agent.external");
        assertEquals(
                "not-applicable",
                api.get(path(organization, "agents", "outside", "environments", "production"))
                        .expect(200)
                        .text("keySecurity"));
    }

    /// A test key lives ten minutes and is renewed by asking again; it is in no listing, and cannot be named by
    /// another key (S0.17 to S0.20).
    @Test
    void testKey_isIssuedAndHidden() {
        Organization organization = organization();
        deployed(organization, "bot");
        Answer first = testKey(organization, "bot").expect(200);
        Answer second = testKey(organization, "bot").expect(200);

        assertTrue(first.text("secret").startsWith("tk_ost_"), "a test key's prefix");
        assertFalse(first.text("secret").equals(second.text("secret")));
        assertEquals("X-API-Key", first.text("header"));
        assertEquals("true", first.text("needed"));
        assertEquals(plane.core.clock.instant().plus(Duration.ofMinutes(10)), Instant.parse(first.text("expiresAt")));
        assertEquals(
                0,
                api.get(path(organization, "keys"))
                        .expect(200)
                        .json()
                        .required("items")
                        .size());
        Answer found = api.post(path(organization, "keys", "identify"), "{\"text\":\"" + second.text("secret") + "\"}")
                .expect(200);
        assertEquals(0, found.json().required("keys").size());
        assertEquals("secret", found.json().at("/testKeys/0/by").asString());
        assertEquals(
                second.text("expiresAt"),
                found.json().at("/testKeys/0/expiresAt").asString());
        assertEquals(
                List.of("name"),
                api.post(path(organization, "keys"), "{\"name\":\"ostiary-test-key\"}")
                        .expectProblem(400, "request.invalid")
                        .wrongFields());
    }

    /// With the account of whom it was issued to ends a test key, at every node.
    @Test
    void testKey_ofADisabledAccount_ends() {
        Organization organization = organization();
        Deployed there = deployed(organization, "support");
        Account zoe = new SignInFixture(plane).account("zoe-tests@example.com", false);
        Actor person = new Actor(Actor.Kind.PERSON, zoe.id().value(), "Zoe", Grants.everything());
        var issued = plane.core.issueTestKey.issue(
                person,
                organization.id(),
                new KeyBinding.AgentInEnvironment(
                        there.agent().id(), there.environment().id()));
        assertTrue(issued.value().isPresent());

        Answer disabled = api.post("/api/v1/accounts/" + zoe.id() + "/disable").expect(200);
        assertTrue(disabled.fields().contains("applied"), disabled::body);
        assertEquals(List.of(), plane.core.store.testKeys().listOf(zoe.id().value()));
    }

    /// With security off none is issued, and none is to be sent (S0.21).
    @Test
    void testKey_securityOff_isNone() {
        Organization organization = organization();
        deployed(organization, "bot");
        deploy(organization, ",\"keySecurity\":false").expect(201);
        Answer answer = testKey(organization, "bot").expect(200);

        assertEquals("false", answer.text("needed"));
        assertEquals("null", answer.text("secret"));
        assertTrue(answer.text("reason").startsWith("API key security is disabled"), answer.body());
    }
}
