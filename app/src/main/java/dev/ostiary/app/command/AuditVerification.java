package dev.ostiary.app.command;

import dev.ostiary.app.json.Json;
import dev.ostiary.app.terminal.Printable;
import dev.ostiary.app.terminal.Terminal;
import dev.ostiary.core.audit.AuditPoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Verifies chains to their ends, tells on the way how far it is, and says what it found.
final class AuditVerification {
    private static final Duration SILENCE = Duration.ofSeconds(1);

    private final Terminal terminal;
    private final Optional<AuditPoint> expected;
    private final List<Found> found = new ArrayList<>();
    private long lastTold = System.nanoTime();

    AuditVerification(Terminal terminal, Optional<AuditPoint> expected) {
        this.terminal = terminal;
        this.expected = expected;
    }

    void verify(List<Trail> trails) {
        for (Trail trail : trails) {
            Trail.Part part = trail.verifier().verify(AuditPoint.START, expected);
            while (!part.isComplete()) {
                tell(trail, part);
                part = trail.verifier().verify(part.verified(), expected);
            }
            found.add(new Found(trail, part));
        }
    }

    private void tell(Trail trail, Trail.Part part) {
        if (System.nanoTime() - lastTold > SILENCE.toNanos()) {
            lastTold = System.nanoTime();
            terminal.explain(String.format(
                    Locale.ROOT,
                    "verified %,d of %,d events of %s",
                    part.verified().seq(),
                    part.head().seq(),
                    Printable.clean(trail.owner())));
        }
    }

    boolean isIntact() {
        return found.stream().allMatch(each -> each.part.fault().isEmpty());
    }

    JsonNode document() {
        ObjectNode document = Json.object();
        ArrayNode chains = document.putArray("chains");
        for (Found each : found) {
            ObjectNode chain =
                    chains.addObject().put("chain", each.trail.chain()).put("owner", each.trail.owner());
            put(chain, "verified", each.part.verified());
            put(chain, "head", each.part.head());
            each.part
                    .fault()
                    .ifPresent(fault -> chain.putObject("fault")
                            .put("seq", fault.seq())
                            .put("kind", fault.kind())
                            .put("detail", fault.detail()));
        }
        return document.put("intact", isIntact());
    }

    private static void put(ObjectNode chain, String field, AuditPoint point) {
        chain.putObject(field).put("seq", point.seq()).put("hash", point.hash().hex());
    }

    String text() {
        StringBuilder text = new StringBuilder();
        for (Found each : found) {
            String owner = Printable.clean(each.trail.owner());
            long verified = each.part.verified().seq();
            each.part
                    .fault()
                    .ifPresentOrElse(
                            fault -> text.append(String.format(
                                    Locale.ROOT,
                                    "BROKEN  %s at event %d: %s; %s%n",
                                    owner,
                                    fault.seq(),
                                    fault.detail(),
                                    verified == 0
                                            ? "nothing before it is verified"
                                            : "what was written up to event " + verified + " is unchanged")),
                            () -> text.append(String.format(
                                    Locale.ROOT,
                                    "intact  %s: %,d events, head %s%n",
                                    owner,
                                    verified,
                                    each.part.head())));
        }
        return text.toString();
    }

    private record Found(Trail trail, Trail.Part part) {}
}
