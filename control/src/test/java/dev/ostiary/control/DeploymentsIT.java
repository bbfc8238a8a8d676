package dev.ostiary.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.ostiary.core.agent.Agent;
import dev.ostiary.core.organization.Organization;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Deployments over REST.
class DeploymentsIT extends ControlIT {
    /// Key security is on unless it is turned off (S0.2, S0.3).
    @Test
    void deploy_answersTheLiveRevision() {
        Organization organization = organization();
        plane.core.agent(organization, "bot");
        plane.core.environment(organization, "production");
        String path = path(organization, "agents", "bot", "deployments");

        Answer first = api.post(path, "{\"environment\":\"production\"}").expect(201);
        Answer second = api.post(path, """
                {"environment":"production","upstreams":["http://127.0.0.1:9001"],"keySecurity":false}""").expect(201);

        assertEquals(
                List.of(
                        "id",
                        "agent",
                        "environment",
                        "revision",
                        "copyOf",
                        "upstreams",
                        "keySecurity",
                        "headers",
                        "messagesPath",
                        "changes",
                        "status",
                        "url",
                        "createdAt",
                        "createdBy",
                        "undeployedAt",
                        "applied"),
                first.fields());
        assertEquals("bot", first.text("agent"));
        assertEquals("production", first.text("environment"));
        assertEquals(1, first.json().required("revision").intValue());
        assertEquals(
                "[\"http://127.0.0.1:9000/bot\"]",
                first.json().required("upstreams").toString());
        assertEquals(true, first.json().required("keySecurity").booleanValue());
        assertEquals("live", first.text("status"));
        assertEquals("http://gateway.test:8080/" + organization.slug() + "/production/bot", first.text("url"));
        assertEquals("tester", first.text("createdBy"));
        assertEquals("null", first.text("undeployedAt"));
        assertEquals(2, second.json().required("revision").intValue());
        assertEquals(false, second.json().required("keySecurity").booleanValue());
        assertEquals("superseded", api.get(first.header("Location")).expect(200).text("status"));
        assertEquals("live", api.get(second.header("Location")).expect(200).text("status"));
    }

    @Test
    void deploy_wrong_namesEveryField() {
        Organization organization = organization();
        plane.core.agent(organization, "bot");

        Answer answer = api.post(path(organization, "agents", "bot", "deployments"), """
                {"upstreams":["nowhere"],"keySecurity":"yes","revision":7}""");

        assertEquals(
                List.of("environment", "upstreams", "keySecurity", "revision"),
                answer.expectProblem(400, "request.invalid").wrongFields());
    }

    /// What a body names and is not there is a thing not found, with the field that named it.
    @Test
    void deploy_unknownEnvironment_namesTheField() {
        Organization organization = organization();
        plane.core.agent(organization, "bot");
        plane.core.environment(organization, "production");
        plane.core.environment(organization(), "elsewhere");

        Answer answer = api.post(path(organization, "agents", "bot", "deployments"), "{\"environment\":\"elsewhere\"}");

        assertEquals(
                List.of("environment"),
                answer.expectProblem(404, "resource.not-found").wrongFields());
    }

    @Test
    void deploy_withoutUpstream_isRefused() {
        Organization organization = organization();
        plane.core.environment(organization, "production");
        api.post(path(organization, "agents"), "{\"slug\":\"idea\"}").expect(201);

        api.post(path(organization, "agents", "idea", "deployments"), "{\"environment\":\"production\"}")
                .expectProblem(409, "agent.without-upstream");
    }

    @Test
    void undeploy_answersWhenItEnded() {
        Organization organization = organization();
        deployed(organization, "bot");
        String id = newestOf(organization);

        Answer answer = api.delete(path(organization, "agents", "bot", "deployments", id))
                .expect(200);

        assertEquals("undeployed", answer.text("status"));
        assertNotEquals("null", answer.text("undeployedAt"));
        assertEquals(
                "undeployed",
                api.get(path(organization, "agents", "bot", "deployments", id)).text("status"));
        api.delete(path(organization, "agents", "bot", "deployments", id)).expectProblem(409, "deployment.superseded");
    }

    /// A revision never changes.
    @Test
    void patch_isNotAllowed() {
        Organization organization = organization();
        deployed(organization, "bot");

        Answer answer = api.patch(
                path(organization, "agents", "bot", "deployments", newestOf(organization)), "{\"keySecurity\":false}");

        assertEquals(
                "DELETE, GET",
                answer.expectProblem(405, "request.method-not-allowed").header("Allow"));
    }

    /// A deployment is found under its own agent only.
    @Test
    void get_underAnotherAgent_isNotFound() {
        Organization organization = organization();
        deployed(organization, "bot");
        Agent other = plane.core.agent(organization, "other");
        String id = newestOf(organization);

        api.get(path(organization, "agents", other.slug().value(), "deployments", id))
                .expectProblem(404, "resource.not-found");
        api.delete(path(organization, "agents", other.slug().value(), "deployments", id))
                .expectProblem(404, "resource.not-found");
    }

    /// The history outlives the environment, which has no URL any more.
    @Test
    void list_ofDeletedEnvironment_hasNoUrl() {
        Organization organization = organization();
        Deployed deployed = deployed(organization, "bot");
        api.delete(path(organization, "agents", "bot", "deployments", newestOf(organization)))
                .expect(200);
        api.delete(path(organization, "environments", "production")).expect(200);

        var item = api.get(path(organization, "agents", "bot", "deployments"))
                .expect(200)
                .json()
                .required("items")
                .get(0);

        assertEquals(
                deployed.environment().id().value(),
                item.required("environment").asString());
        assertEquals(true, item.required("url").isNull());
    }

    private String newestOf(Organization organization) {
        return api.get(path(organization, "agents", "bot", "deployments"))
                .expect(200)
                .json()
                .required("items")
                .get(0)
                .required("id")
                .asString();
    }
}
