package dev.ostiary.app.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.access.AccessMode;
import dev.ostiary.core.access.KeySelection;
import dev.ostiary.core.access.Location;
import dev.ostiary.core.key.Labels;
import dev.ostiary.core.route.PolicySettings;
import dev.ostiary.core.route.RefusalDialect;
import dev.ostiary.core.route.RouteMatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A file of routes is taken as a whole or refused as a whole, every error with its line and a remedy.
final class RoutesFileParserTest {
    private static final String MINIMAL = """
            organization: default
            policy: open
            routes:
              - name: one
                upstreams: [http://127.0.0.1:9000]
            """;

    /// Everything a route can say is read (S1.9, S1.10, S1.14).
    @Test
    void parse_everything_isRead() throws RoutesFileException {
        FileRoute route = RoutesFileParser.parse("""
                organization: acme
                routes:
                  - name: models
                    organization: globex
                    hosts: [models.example.com, "*.llm.example.com"]
                    path: /v1
                    stripPath: true
                    upstreams:
                      - http://127.0.0.1:9000
                      - https://models.internal/base
                    dialect: problem
                    policy:
                      mode: optional
                      locations:
                        - header: {name: X-API-Key}
                        - header: {name: Authorization, scheme: Bearer}
                        - queryParameter: {name: api_key}
                        - cookie: {name: session}
                        - bodyField: {name: key}
                      keys:
                        matchLabels: {team: payments}
                    cors:
                      allowedOrigins: ["https://app.example.com"]
                      allowedHeaders: X-API-Key
                      maxAge: 1h
                    timeouts: {response: 30s, idle: 250ms, request: PT1H}
                """).getFirst();

        assertEquals("globex", route.organization().value());
        assertEquals(3, route.line());
        assertEquals(
                List.of("models.example.com", "*.llm.example.com"),
                route.settings().match().hosts().stream().map(Object::toString).toList());
        assertEquals("/v1", route.settings().match().path());
        assertTrue(route.settings().stripsPath());
        assertEquals(2, route.settings().upstreams().size());
        assertEquals(RefusalDialect.PROBLEM, route.settings().dialect());
        PolicySettings policy = route.policy().orElseThrow();
        assertEquals(AccessMode.OPTIONAL, policy.mode());
        assertEquals(
                List.of(
                        new Location.Header("x-api-key"),
                        Location.BEARER,
                        new Location.QueryParameter("api_key"),
                        new Location.Cookie("session"),
                        new Location.BodyField("key")),
                policy.locations());
        assertEquals(new KeySelection.Labelled(Labels.of(Map.of("team", "payments"))), policy.keys());
        assertEquals(List.of("x-api-key"), route.settings().cors().orElseThrow().allowedHeaders());
        assertEquals(
                Optional.of(Duration.ofMillis(250)), route.settings().timeouts().idle());
    }

    /// The example that the documentation shows is right.
    @Test
    void parse_documentedExample_isRight() throws Exception {
        String page = Files.readString(Path.of("../docs/routes-file.md"));
        String example = page.substring(page.indexOf("```yaml") + 7, page.indexOf("```", page.indexOf("```yaml") + 7));

        assertEquals(
                List.of("models", "widget", "public"),
                RoutesFileParser.parse(example).stream()
                        .map(route -> route.name().value())
                        .toList());
    }

    /// What is left out: everything under any host, plain text refusals, strict and `Authorization: Bearer` (S1.9).
    @Test
    void parse_defaults_areTheUsualOnes() throws RoutesFileException {
        FileRoute route = RoutesFileParser.parse(MINIMAL.replace("policy: open", "policy: {}"))
                .getFirst();

        assertEquals(
                new RouteMatch(List.of(), "/", RouteMatch.PathKind.PREFIX),
                route.settings().match());
        assertEquals(RefusalDialect.TEXT, route.settings().dialect());
        assertEquals(PolicySettings.DEFAULT, route.policy().orElseThrow());
    }

    /// A route's own policy replaces the file's (the nearer replaces the farther).
    @Test
    void parse_ownPolicy_replacesTheFiles() throws RoutesFileException {
        FileRoute route = RoutesFileParser.parse(MINIMAL + "    policy: {keys: {names: [first]}}\n")
                .getFirst();

        assertEquals(
                new KeySelection.Named(Set.of("first")),
                route.policy().orElseThrow().keys());
        assertEquals(
                Optional.empty(), RoutesFileParser.parse(MINIMAL).getFirst().policy());
    }

    /// Each mistake is named with its line.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            organization: default     | organization: Default!            | 1 | organization:
            policy: open              | policy: closed                    | 2 | name: value
            policy: open              | # none                            | 4 | policy is missing
            policy: open              | policy: {mode: lax}               | 2 | strict, optional or permissive
            policy: open              | policy: {modus: strict}           | 2 | did you mean mode?
            policy: open              | policy: {locations: []}           | 2 | locations
            policy: open              | policy: {locations: [{header: {name: Host}}]} | 2 | write one of
            policy: open              | policy: {keys: {names: []}}       | 2 | name at least one key
            policy: open              | policy: {keys: {names: ["a\\0b"]}} | 2 | write names of keys
            name: one                 | nmae: one                         | 4 | did you mean name?
            name: one                 | name: one, two                    | 4 | a-z
            [http://127.0.0.1:9000]   | []                                | 4 | upstreams is missing
            [http://127.0.0.1:9000]   | [ftp://x]                         | 5 | http
            [http://127.0.0.1:9000]   | [                                 | 6 | expected
            routes:                   | routs:                            | 3 | did you mean routes?
            """)
    void parse_mistake_isNamedWithItsLine(String right, String wrong, int line, String message) {
        String text = MINIMAL.replace(right, wrong);

        List<FileProblem> problems = assertThrows(RoutesFileException.class, () -> RoutesFileParser.parse(text))
                .problems();

        assertTrue(
                problems.stream()
                        .anyMatch(problem ->
                                problem.line() == line && problem.message().contains(message)),
                problems::toString);
    }

    /// All mistakes are named at once, in the order of the file.
    @Test
    void parse_severalMistakes_allAreNamed() {
        List<FileProblem> problems = assertThrows(RoutesFileException.class, () -> RoutesFileParser.parse("""
                        organization: default
                        policy: open
                        routes:
                          - name: one
                            path: no-slash
                            upstreams: [http://127.0.0.1:9000]
                            dialect: xml
                          - name: two
                            hosts: ["a b"]
                            upstreams: [nonsense]
                            colour: red
                        """))
                .problems();

        assertEquals(
                List.of(5, 7, 9, 10, 11),
                problems.stream().map(FileProblem::line).toList());
    }

    /// Two routes of one name, or for the same host and path, leave nothing to chance: they are refused.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            name: one, path: /a, upstreams: [http://b]                    | the name one is taken on line 4
            name: two, path: /, upstreams: [http://b]                     | the route on line 4 has this host and path
            """)
    void parse_clash_isRefused(String second, String message) {
        List<FileProblem> problems = assertThrows(
                        RoutesFileException.class, () -> RoutesFileParser.parse(MINIMAL + "  - {" + second + "}\n"))
                .problems();

        assertEquals(6, problems.getFirst().line());
        assertTrue(problems.getFirst().message().contains(message), problems::toString);
    }

    /// Text that is no YAML, is empty, or would grow beyond bounds is refused, not half read.
    @Test
    void parse_hostileText_isRefused() {
        String bomb = "a: &a [x,x,x,x]\nb: &b [*a,*a,*a,*a]\nc: [*b,*b,*b,*b]\n";
        for (String text : List.of(
                "", "- 1", "\t- x", "routes: {", "!!javax.script.ScriptEngineManager []", bomb, "[".repeat(1000))) {
            assertThrows(RoutesFileException.class, () -> RoutesFileParser.parse(text), text);
        }
    }
}
