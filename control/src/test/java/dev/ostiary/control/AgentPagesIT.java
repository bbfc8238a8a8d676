package dev.ostiary.control;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.organization.Organization;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The console's pages of agents, as the server renders them.
class AgentPagesIT extends ControlIT {
    private Answer page(Organization organization, String path) {
        Answer page = api.get("/org/" + organization.slug() + path).expect(200);
        assertTrue(page.header("Content-Type").startsWith("text/html"));
        assertFalse(page.body().contains(" th:"), page.body());
        return page;
    }

    private void says(Answer page, String... words) {
        for (String said : words) {
            assertTrue(page.body().contains(said), () -> said + " is missing in " + page.body());
        }
    }

    /// Every page, drawer and dialog of an agent can be shown, deployed or not.
    @Test
    void pages_ofEveryState_areShown() {
        Organization organization = organization();
        deployed(organization, "bot");
        plane.core.environment(organization, "staging");
        String live = api.get(path(organization, "agents", "bot", "deployments"))
                .json()
                .at("/items/0/id")
                .asString();

        for (String path : List.of(
                "/agents",
                "/agents?project=default",
                "/new-agent",
                "/agents/bot",
                "/agents/bot/edit",
                "/agents/bot/delete",
                "/agents/bot/deploy",
                "/agents/bot/deploy?environment=staging",
                "/agents/bot/deploy/production/configure",
                "/agents/bot/deploy/staging/configure",
                "/agents/bot/deploy/production/undeploy",
                "/agents/bot/deploy/revisions/" + live + "/roll-back",
                "/agents/bot/credentials",
                "/agents/bot/credentials/production/new",
                "/agents/bot/test")) {
            page(organization, path);
        }
    }

    /// The drawer has the switch, and the header that nobody can change (S0.5); what is edited is pending, field by
    /// field, until it is deployed (S0.6).
    @Test
    void deploy_edited_showsWhatIsPending() {
        Organization organization = organization();
        deployed(organization, "bot");

        says(
                page(organization, "/agents/bot/deploy/production/configure"),
                "Endpoint Authentication",
                "Enable API key security",
                "readonly value=\"X-API-Key\"");
        api.patch(
                        path(organization, "agents", "bot", "environments", "production"),
                        "{\"keySecurity\":false,\"timeouts\":{\"idle\":\"PT0.5S\"}}")
                .expect(200);
        says(
                page(organization, "/agents/bot/deploy"),
                "Pending, redeploy to apply.",
                "API key security",
                "While nothing moves",
                "500 milliseconds");
    }

    /// Keys can be made where the agent is deployed and asks for them; elsewhere the page says why not (S0.8,
    /// S0.23).
    @Test
    void credentials_whereNoneCanBeMade_sayWhy() {
        Organization organization = organization();
        deployed(organization, "bot");
        plane.core.environment(organization, "staging");

        says(
                page(organization, "/agents/bot/credentials?environment=production"),
                "Create API Key",
                "-H &quot;X-API-Key");
        Answer undeployed = page(organization, "/agents/bot/credentials?environment=staging");
        says(undeployed, "Agent is not deployed");
        assertFalse(undeployed.body().contains("Create API Key"));
        api.post(
                        path(organization, "agents", "bot", "deployments"),
                        "{\"environment\":\"production\",\"keySecurity\":false}")
                .expect(201);
        Answer open = page(organization, "/agents/bot/credentials?environment=production");
        says(open, "API key security is disabled", "redeploy");
        assertFalse(open.body().contains("Create API Key"));
    }

    /// An agent that is not behind the gateway, or is no API, has neither switch nor keys (S0.22); without any
    /// environment nothing can be deployed (S0.8).
    @Test
    void pages_ofOtherAgents_haveNoSwitch() {
        Organization organization = organization();
        api.post(path(organization, "agents"), "{\"slug\":\"ext\",\"hosting\":\"external\"}")
                .expect(201);
        api.post(path(organization, "agents"), "{\"slug\":\"tools\",\"kind\":\"mcp\"}")
                .expect(201);

        says(page(organization, "/agents/tools/deploy"), "No environment", "Create one first");
        plane.core.environment(organization, "production");
        Answer drawer = page(organization, "/agents/tools/deploy/production/configure");
        assertFalse(drawer.body().contains("Enable API key security"));
        for (String agent : List.of("ext", "tools")) {
            assertFalse(page(organization, "/agents/" + agent).body().contains("Credentials"));
            says(page(organization, "/agents/" + agent + "/credentials"), "No keys of its own");
            says(page(organization, "/agents/" + agent + "/test"), "Test keys are for API agents");
        }
        assertFalse(page(organization, "/agents/ext/deploy").body().contains("Configure &amp; Deploy"));
    }

    /// What is not deployed cannot be called, and nothing but the agent's own address can be.
    @Test
    void test_callElsewhere_isRefused() {
        Organization organization = organization();
        deployed(organization, "bot");
        plane.core.environment(organization, "staging");
        String test = "/org/" + organization.slug() + "/agents/bot/test/";

        api.post(test + "staging", "{\"method\":\"GET\",\"path\":\"/\"}").expectProblem(409, "agent.not-deployed");
        api.post(test + "production", "{\"method\":\"GET\",\"path\":\"/../other\"}")
                .expectProblem(400, "request.invalid");
    }

    /// The list is narrowed by what is typed, and says so when nothing is called that; so are the other lists.
    @Test
    void lists_areSearched() {
        Organization organization = organization();
        deployed(organization, "bot");
        plane.core.agent(organization, "other");

        Answer found = page(organization, "/agents?search=bo&sort=name");
        says(found, "value=\"bo\"", "/agents/bot\"", "sort=name_descending");
        assertFalse(found.body().contains("/agents/other\""));
        says(page(organization, "/agents?search=nothing"), "No agent is called that", "Show all");
        for (String list : List.of("/routes", "/projects", "/members")) {
            says(page(organization, list + "?search=nothing"), "is called that", "value=\"nothing\"");
        }
        says(api.get("/installation/accounts?search=nothing").expect(200), "No account is called that");
        assertFalse(
                page(organization, "/routes").body().contains("type=\"search\""), "there is nothing to look through");
    }
}
