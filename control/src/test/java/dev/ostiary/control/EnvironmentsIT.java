package dev.ostiary.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.agent.Agent;
import dev.ostiary.core.agent.Deployment;
import dev.ostiary.core.agent.Environment;
import dev.ostiary.core.organization.Organization;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Environments over REST.
class EnvironmentsIT extends ControlIT {
    @Test
    void create_answersTheEnvironment() {
        Organization organization = organization();

        Answer answer = api.post(path(organization, "environments"), "{\"slug\":\"staging\",\"name\":\"Staging\"}")
                .expect(201);

        assertEquals(List.of("id", "slug", "name", "createdAt", "protected", "applied"), answer.fields());
        assertEquals("staging", answer.text("slug"));
        assertEquals(
                answer.text("id"),
                api.get(path(organization, "environments", "staging"))
                        .expect(200)
                        .text("id"));
        assertEquals(
                answer.text("id"),
                api.get(answer.header("Location")).expect(200).text("id"));
    }

    @Test
    void create_slugTaken_isRefused() {
        Organization organization = organization();
        plane.core.environment(organization, "staging");

        api.post(path(organization, "environments"), "{\"slug\":\"staging\"}").expectProblem(409, "slug.taken");
        api.post(path(organization(), "environments"), "{\"slug\":\"staging\"}").expect(201);
    }

    @Test
    void create_wrong_isRefused() {
        api.post(path(organization(), "environments"), "{\"name\":\"\"}").expectProblem(400, "request.invalid");
    }

    @Test
    void list_answersTheOrganizationsOwn() {
        Organization organization = organization();
        plane.core.environment(organization, "first");
        tick();
        plane.core.environment(organization, "second");
        plane.core.environment(organization(), "other");

        Answer answer = api.get(path(organization, "environments")).expect(200);

        assertEquals(List.of("items", "nextCursor"), answer.fields());
        assertEquals(
                List.of("second", "first"),
                answer.json()
                        .required("items")
                        .valueStream()
                        .map(item -> item.required("slug").asString())
                        .toList());
        assertEquals("null", answer.text("nextCursor"));
    }

    @Test
    void rename_changesTheNameAlone() {
        Organization organization = organization();
        plane.core.environment(organization, "staging");

        Answer answer = api.patch(path(organization, "environments", "staging"), "{\"name\":\"Bühne 🎭\"}")
                .expect(200);

        assertEquals("Bühne 🎭", answer.text("name"));
        assertEquals("staging", answer.text("slug"));
    }

    @Test
    void rename_unknownField_isRefused() {
        Organization organization = organization();
        plane.core.environment(organization, "staging");

        Answer answer =
                api.patch(path(organization, "environments", "staging"), "{\"name\":\"x\",\"createdAt\":\"now\"}");

        assertEquals(
                List.of("createdAt"),
                answer.expectProblem(400, "request.invalid").wrongFields());
    }

    @Test
    void delete_revokesItsKeys() {
        Organization organization = organization();
        Environment environment = plane.core.environment(organization, "staging");
        Agent agent = plane.core.agent(organization, "bot");
        Deployment deployment = plane.core.deployment(agent, environment);
        String key = plane.core.key(agent, environment, "k").key().id().value();

        api.delete(path(
                        organization,
                        "agents",
                        "bot",
                        "deployments",
                        deployment.id().value()))
                .expect(200);
        api.delete(path(organization, "environments", "staging")).expect(200);

        Answer answer = api.get(path(organization, "keys", key)).expect(200);
        assertEquals("revoked", answer.text("status"));
        assertEquals(environment.id().value(), answer.text("environment"));
        api.get(path(organization, "environments", "staging")).expectProblem(404, "resource.not-found");
    }

    @Test
    void delete_inUse_isRefused() {
        Organization organization = organization();
        deployed(organization, "bot");

        api.delete(path(organization, "environments", "production")).expectProblem(409, "environment.in-use");
    }

    /// An environment is protected and opened again; the answer and the trail say so (S4.13).
    @Test
    void protect_andUnprotect() {
        Organization organization = organization();
        plane.core.environment(organization, "production");
        String path = path(organization, "environments", "production");

        assertTrue(api.post(path + "/protect")
                .expect(200)
                .json()
                .required("protected")
                .asBoolean());
        assertTrue(api.get(path).expect(200).json().required("protected").asBoolean());
        assertFalse(api.post(path + "/unprotect")
                .expect(200)
                .json()
                .required("protected")
                .asBoolean());
        assertEquals(
                "environment.unprotected",
                api.get(path(organization, "audit-events"))
                        .json()
                        .at("/items/0/action")
                        .asString());
    }
}
