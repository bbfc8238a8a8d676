package dev.ostiary.app.routes;

import dev.ostiary.core.access.CorsPolicy;
import dev.ostiary.core.agent.RouteTimeouts;
import dev.ostiary.core.route.RefusalDialect;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/// Reads what a route may say besides where it leads: dialect, CORS, timeouts.
final class RouteOptionReader {
    private static final String DURATION = "write a time such as 30s, 5m, 1h or PT30S";

    private final List<FileProblem> problems;

    RouteOptionReader(List<FileProblem> problems) {
        this.problems = problems;
    }

    static Optional<RefusalDialect> dialect(String text) {
        return switch (text) {
            case "text" -> Optional.of(RefusalDialect.TEXT);
            case "problem" -> Optional.of(RefusalDialect.PROBLEM);
            default -> Optional.empty();
        };
    }

    Optional<CorsPolicy> cors(Node node) {
        int before = problems.size();
        YamlFields fields = YamlFields.of(node, problems);
        List<String> origins = fields.list("allowedOrigins", CorsPolicy.REMEDY, Optional::of);
        List<String> methods = fields.list("allowedMethods", CorsPolicy.REMEDY, Optional::of);
        List<String> headers = fields.list("allowedHeaders", CorsPolicy.REMEDY, Optional::of);
        List<String> exposed = fields.list("exposedHeaders", CorsPolicy.REMEDY, Optional::of);
        boolean allowsCredentials = fields.flag("allowCredentials", false);
        Duration maxAge =
                fields.text("maxAge", DURATION, RouteOptionReader::duration).orElse(Duration.ofMinutes(10));
        fields.finish();
        if (problems.size() > before) {
            return Optional.empty();
        }
        try {
            return Optional.of(new CorsPolicy(origins, methods, headers, exposed, allowsCredentials, maxAge));
        } catch (IllegalArgumentException wrong) {
            fields.problem("cors: " + CorsPolicy.REMEDY);
            return Optional.empty();
        }
    }

    RouteTimeouts timeouts(Optional<Node> node) {
        if (node.isEmpty()) {
            return RouteTimeouts.DEFAULT;
        }
        YamlFields fields = YamlFields.of(node.get(), problems);
        Optional<Duration> response = fields.text("response", DURATION, RouteOptionReader::duration);
        Optional<Duration> idle = fields.text("idle", DURATION, RouteOptionReader::duration);
        Optional<Duration> request = fields.text("request", DURATION, RouteOptionReader::duration);
        fields.finish();
        try {
            return new RouteTimeouts(response, idle, request);
        } catch (IllegalArgumentException wrong) {
            fields.problem("timeouts: " + RouteTimeouts.REMEDY);
            return RouteTimeouts.DEFAULT;
        }
    }

    /// A time: ISO 8601, or a number with ms, s, m, h.
    static Optional<Duration> duration(String text) {
        String iso = text.toUpperCase(Locale.ROOT);
        try {
            if (text.endsWith("ms")) {
                return Optional.of(Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2))));
            }
            return Optional.of(Duration.parse(iso.startsWith("P") ? iso : "PT" + iso));
        } catch (DateTimeException | NumberFormatException notATime) {
            return Optional.empty();
        }
    }
}
