package dev.ostiary.gateway.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostiary.core.random.Randomness;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// `docs/metrics.md` and `docs/access-log.md` name what there is, all of it, and nothing else.
class MetricsPageIT {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern ROW = Pattern.compile("\\| `([a-z_]+)` \\| ([a-z]+) \\|([^|]*)\\|[^|]+\\|");
    private static final Pattern FIELD = Pattern.compile("\\| `([a-z_]+)` \\|.*");

    @Test
    void metrics_equalTheDocument() throws IOException {
        Map<String, String> documented = new TreeMap<>();
        for (String line : Files.readAllLines(DOCS.resolve("metrics.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                documented.put(row.group(1), row.group(2) + " " + row.group(3).replaceAll("[`\\s]", ""));
            }
        }
        Map<String, String> exposed = new TreeMap<>();
        Exposition metrics = exposition();
        metrics.types()
                .forEach((name, type) -> exposed.put(name, type + " " + String.join(",", metrics.labelNames(name))));

        assertEquals(exposed, documented);
    }

    @Test
    void accessLogFields_equalTheDocument() throws IOException {
        StringBuilder documented = new StringBuilder();
        for (String line : Files.readAllLines(DOCS.resolve("access-log.md"))) {
            Matcher field = FIELD.matcher(line);
            if (field.matches()) {
                documented.append(field.group(1)).append('\n');
            }
        }
        AccessLine line = new AccessLine();
        line.write(AccessEntry.of(new RequestRecord(), 1), 0);
        StringBuilder written = new StringBuilder();
        Matcher name = Pattern.compile("[{,]\"([a-z_]+)\":").matcher(StandardCharsets.US_ASCII.decode(line.written()));
        while (name.find()) {
            written.append(name.group(1)).append('\n');
        }

        assertEquals(written.toString(), documented.toString());
    }

    /// After one request, so that there is something of everything.
    private static Exposition exposition() throws IOException {
        try (Observation observation =
                Observation.open(AccessLogSettings.off(), new TestNode(), new Randomness(), Clock.systemUTC())) {
            Recorder recorder = observation.recorders(1).getFirst();
            RequestRecord request = new RequestRecord();
            recorder.begin(request, "GET", Protocol.HTTP_1_1, "192.0.2.7");
            request.forwarded("10.0.0.1:9000");
            request.responded(200, "10.0.0.1:9000");
            recorder.finish(request);
            return Exposition.parse(observation.scrape("").text());
        }
    }
}
