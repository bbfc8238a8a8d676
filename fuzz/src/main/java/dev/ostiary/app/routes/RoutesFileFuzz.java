package dev.ostiary.app.routes;

import dev.ostiary.fuzz.BrokenPromiseException;
import dev.ostiary.fuzz.FuzzTarget;
import dev.ostiary.fuzz.Input;
import java.util.List;

/// Files of routes: taken as a whole or refused with problems that have a line and a text, never with another
/// exception.
public final class RoutesFileFuzz implements FuzzTarget {
    @Override
    public List<String> seeds() {
        return List.of(
                """
                organization: acme
                policy: open
                routes:
                  - name: one
                    hosts: [models.example.com, "*.llm.example.com"]
                    path: /v1
                    stripPath: true
                    upstreams: [http://127.0.0.1:9000]
                    dialect: problem
                    policy:
                      mode: optional
                      locations:
                        - header: {name: Authorization, scheme: Bearer}
                        - queryParameter: {name: api_key}
                      keys:
                        matchLabels: {team: payments}
                    cors:
                      allowedOrigins: ["https://app.example.com"]
                      maxAge: 1h
                    timeouts: {response: 30s, idle: 250ms, request: PT1H}
                """,
                "routes: &a [*a, *a]\n",
                "routes: [[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]\n",
                "a: &a [x, x]\nb: &b [*a, *a]\nroutes: [*b, *b]\n",
                "? {a: b}\n: !!java.net.URL [http://127.0.0.1]\n",
                "organization: acme\norganization: acme\nroutes: []\n",
                "routes:\n  - &r {name: one, policy: open, organization: acme, upstreams: ['h2c://[::1]:1']}\n  - *r\n",
                "<<: {routes: []}\n",
                "--- a\n--- b\n",
                "\t");
    }

    @Override
    public void run(byte[] input) {
        String text = Input.text(input);
        try {
            List<FileRoute> routes = RoutesFileParser.parse(text);
            for (FileRoute route : routes) {
                BrokenPromiseException.unless(
                        route.line() >= 1 && !route.settings().upstreams().isEmpty(),
                        "a route stands and leads somewhere");
            }
        } catch (RoutesFileException refused) {
            BrokenPromiseException.unless(!refused.problems().isEmpty(), "who refuses says why");
            for (FileProblem problem : refused.problems()) {
                BrokenPromiseException.unless(
                        problem.line() >= 1 && !problem.toString().isBlank(), "a problem has a line and a text");
            }
        }
    }
}
