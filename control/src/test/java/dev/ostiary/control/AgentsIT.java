package dev.ostiary.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostiary.core.agent.Agent;
import dev.ostiary.core.authority.Role;
import dev.ostiary.core.organization.Organization;
import java.util.Comparator;
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

    private List<String> listed(String path, String field) {
        return api.get(path)
                .expect(200)
                .json()
                .required("items")
                .valueStream()
                .map(item -> item.required(field).asString())
                .toList();
    }

    /// Agents are searched by name and slug, in one project or all, sorted and paged on the server.
    @Test
    void list_searchesSortsAndPages() {
        Organization organization = organization();
        String agents = path(organization, "agents");
        api.post(path(organization, "projects"), "{\"slug\":\"backend\"}").expect(201);
        for (String agent : List.of(
                "{\"slug\":\"bot\",\"name\":\"Zeta support\"}",
                "{\"slug\":\"two\",\"name\":\"alpha Support\",\"project\":\"backend\"}",
                "{\"slug\":\"third\",\"name\":\"Sales\"}")) {
            tick();
            api.post(agents, agent).expect(201);
        }

        assertEquals(List.of("two", "bot"), listed(agents + "?search=SUPP", "slug"));
        assertEquals(List.of("bot"), listed(agents + "?search=supp%20bo", "slug"));
        assertEquals(List.of("two"), listed(agents + "?search=supp&project=backend", "slug"));
        assertEquals(List.of(), listed(agents + "?search=upport", "slug"));
        assertEquals(List.of("two", "third", "bot"), listed(agents + "?sort=name", "slug"));
        assertEquals(List.of("bot", "two", "third"), listed(agents + "?sort=oldest", "slug"));
        Answer first = api.get(agents + "?sort=name_descending&limit=2").expect(200);
        assertEquals(
                List.of("two"),
                listed(agents + "?sort=name_descending&limit=2&cursor=" + first.text("nextCursor"), "slug"));
        assertEquals(
                List.of("search", "sort", "limit"),
                api
                        .get(agents + "?search=--&sort=kind&limit=0")
                        .expectProblem(400, "request.invalid")
                        .wrongFields()
                        .stream()
                        .sorted(Comparator.comparingInt(List.of("search", "sort", "limit")::indexOf))
                        .toList());
        assertEquals(
                List.of("search"),
                api.get(agents + "?search=a&search=b")
                        .expectProblem(400, "request.invalid")
                        .wrongFields());
    }

    /// What else an organization has many of is searched and sorted in the same way.
    @Test
    void otherLists_searchAndSort() {
        Organization organization = organization();
        for (String name : List.of("west-one", "east-one")) {
            tick();
            for (String list : List.of("projects", "environments")) {
                api.post(path(organization, list), "{\"slug\":\"" + name + "\"}")
                        .expect(201);
            }
            api.post(path(organization, "routes"), """
                    {"name":"%s","path":"/%s/%s","upstreams":["http://127.0.0.1:9000"]}""".formatted(name, organization.slug(), name))
                    .expect(201);
        }

        for (String list : List.of("projects", "environments", "routes")) {
            String path = path(organization, list);
            String field = list.equals("routes") ? "name" : "slug";
            assertEquals(List.of("east-one", "west-one"), listed(path + "?search=one&sort=name", field), list);
            assertEquals(List.of("west-one"), listed(path + "?search=west", field), list);
            api.get(path + "?sort=path").expectProblem(400, "request.invalid");
        }
        SignInFixture people = new SignInFixture(plane);
        for (String name : List.of("grace", "linus")) {
            people.join(people.account(name + "@search.example", false), organization, Role.VIEWER);
        }
        assertEquals(List.of("grace@search.example"), listed(path(organization, "members") + "?search=gra", "email"));
        assertEquals(List.of("linus@search.example"), listed("/api/v1/accounts?search=linus", "email"));
        assertEquals(
                2,
                listed("/api/v1/accounts?search=search.example&sort=oldest", "email")
                        .size());
    }
}
