package dev.ostiary.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostiary.core.agent.Agent;
import dev.ostiary.core.organization.Organization;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Agents over REST.
class AgentsIT extends ControlIT {
    @Test
    void create_answersTheAgent() {
        Organization organization = organization();

        Answer answer = api.post(path(organization, "agents"), """
                {"slug":"bot","name":"Bot","kind":"mcp","upstream":"http://127.0.0.1:9000/base/"}""").expect(201);

        assertEquals(
                List.of("id", "slug", "name", "kind", "hosting", "project", "upstream", "createdAt", "applied"),
                answer.fields());
        assertEquals("mcp", answer.text("kind"));
        assertEquals("http://127.0.0.1:9000/base", answer.text("upstream"));
        assertEquals(
                answer.text("id"),
                api.get(answer.header("Location")).expect(200).text("id"));
    }

    /// What may be left out may be null as well.
    @Test
    void create_slugAlone_takesDefaults() {
        Answer bare =
                api.post(path(organization(), "agents"), "{\"slug\":\"bot\"}").expect(201);
        Answer nulls = api.post(path(organization(), "agents"), """
                {"slug":"bot","name":null,"kind":null,"upstream":null}""").expect(201);

        for (Answer answer : List.of(bare, nulls)) {
            assertEquals("bot", answer.text("name"));
            assertEquals("api", answer.text("kind"));
            assertEquals("null", answer.text("upstream"));
        }
    }

    @Test
    void create_wrong_namesEveryField() {
        Answer answer = api.post(path(organization(), "agents"), """
                {"slug":"-","name":"a\\u0000b","kind":"API","upstream":"ftp://x","organization":"acme"}""");

        assertEquals(
                List.of("slug", "name", "kind", "upstream", "organization"),
                answer.expectProblem(400, "request.invalid").wrongFields());
    }

    @Test
    void create_slugTaken_isRefused() {
        Organization organization = organization();
        plane.core.agent(organization, "bot");

        api.post(path(organization, "agents"), "{\"slug\":\"bot\"}").expectProblem(409, "slug.taken");
    }

    @Test
    void list_answersTheOrganizationsOwn() {
        Organization organization = organization();
        plane.core.agent(organization, "bot");
        plane.core.agent(organization(), "other");

        assertEquals(
                1,
                api.get(path(organization, "agents"))
                        .expect(200)
                        .json()
                        .required("items")
                        .size());
    }

    /// What is left out stays.
    @Test
    void edit_changesWhatIsGiven() {
        Organization organization = organization();
        Agent agent = plane.core.agent(organization, "bot");

        Answer renamed = api.patch(path(organization, "agents", "bot"), "{\"name\":\"Robot\"}")
                .expect(200);
        Answer moved = api.patch(
                        path(organization, "agents", agent.id().value()), "{\"upstream\":\"https://bot.example.com\"}")
                .expect(200);
        Answer same = api.patch(path(organization, "agents", "bot"), "{}").expect(200);

        assertEquals("http://127.0.0.1:9000/bot", renamed.text("upstream"));
        assertEquals("Robot", moved.text("name"));
        assertEquals("https://bot.example.com", moved.text("upstream"));
        assertEquals(moved.body(), same.body());
    }

    /// Null is not absent: it asks for something that cannot be done.
    @Test
    void edit_null_isRefused() {
        Organization organization = organization();
        plane.core.agent(organization, "bot");

        Answer answer =
                api.patch(path(organization, "agents", "bot"), "{\"name\":null,\"upstream\":null,\"kind\":\"llm\"}");

        assertEquals(
                List.of("name", "upstream", "kind"),
                answer.expectProblem(400, "request.invalid").wrongFields());
    }

    @Test
    void delete_takesDeploymentsAndKeysWithIt() {
        Organization organization = organization();
        Deployed deployed = deployed(organization, "bot");
        String key = plane.core
                .key(deployed.agent(), deployed.environment(), "k")
                .key()
                .id()
                .value();

        assertEquals(
                List.of("id", "applied"),
                api.delete(path(organization, "agents", "bot")).expect(200).fields());

        api.get(path(organization, "agents", "bot")).expectProblem(404, "resource.not-found");
        Answer revoked = api.get(path(organization, "keys", key)).expect(200);
        assertEquals("revoked", revoked.text("status"));
        assertEquals(deployed.agent().id().value(), revoked.text("agent"));
    }
}
