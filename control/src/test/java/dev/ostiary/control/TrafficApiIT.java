package dev.ostiary.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.traffic.LatencyScale;
import dev.ostiary.core.traffic.TrafficCause;
import dev.ostiary.core.traffic.TrafficCount;
import dev.ostiary.core.traffic.TrafficOutcome;
import dev.ostiary.core.traffic.TrafficSubject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What became of requests, over REST.
class TrafficApiIT extends ControlIT {
    private static final TrafficCause REVOKED = new TrafficCause(TrafficOutcome.REFUSED, "revoked");

    private TrafficCount served(Organization organization, TrafficSubject subject, long requests) {
        return new TrafficCount(
                organization.id(),
                subject,
                plane.core.clock.instant(),
                TrafficCause.SERVED,
                LatencyScale.bucketOf(Duration.ofMillis(80).toNanos()),
                requests);
    }

    private static TrafficCount refused(Organization organization, TrafficSubject subject, Instant at, long requests) {
        return new TrafficCount(organization.id(), subject, at, REVOKED, LatencyScale.NONE, requests);
    }

    private static TrafficSubject route(String name) {
        return new TrafficSubject.Route(name);
    }

    /// Totals, steps and reasons of all routes or of one, for as long as was asked.
    @Test
    void history_isAnsweredStepByStep() {
        Organization acme = organization();
        plane.core
                .store
                .traffic()
                .add(List.of(
                        served(acme, route("acme/production/echo"), 90),
                        served(acme, route("acme/production/chat"), 6),
                        refused(
                                acme,
                                route("acme/production/echo"),
                                plane.core.clock.instant().minus(Duration.ofHours(5)),
                                4)));

        JsonNode day = api.get(path(acme, "traffic")).expect(200).json();
        assertEquals("P1D", day.required("range").stringValue());
        assertEquals("PT1H", day.required("step").stringValue());
        assertEquals(24, day.required("points").size());
        assertEquals(100, day.at("/totals/requests").asLong());
        assertEquals(96, day.at("/totals/served").asLong());
        assertEquals(80, day.at("/totals/p50").asDouble(), 16);
        assertEquals(96, day.at("/points/23/totals/requests").asLong());
        assertEquals(4, day.at("/points/18/totals/refused").asLong());
        assertTrue(day.at("/points/18/totals/p50").isNull());
        assertEquals(
                "[{\"outcome\":\"refused\",\"reason\":\"revoked\",\"requests\":4}]",
                day.required("reasons").toString());

        JsonNode hour = api.get(path(acme, "traffic") + "?range=PT1H&route=acme/production/echo")
                .expect(200)
                .json();
        assertEquals(90, hour.at("/totals/requests").asLong());
        assertEquals(60, hour.required("points").size());
        assertEquals(
                "P1D",
                api.get(path(acme, "traffic") + "?range=P90D").expect(200).text("step"));
    }

    /// The most first, by what was asked, page by page.
    @Test
    void rankings_arePaged() {
        Organization acme = organization();
        plane.core
                .store
                .traffic()
                .add(List.of(
                        served(acme, route("acme/production/echo"), 9),
                        served(acme, route("acme/production/chat"), 20),
                        refused(acme, route("acme/production/echo"), plane.core.clock.instant(), 5)));

        JsonNode first = api.get(path(acme, "traffic", "routes") + "?limit=1")
                .expect(200)
                .json();
        assertEquals("acme/production/chat", first.at("/items/0/route").stringValue());
        JsonNode second = api.get(path(acme, "traffic", "routes") + "?limit=1&cursor="
                        + first.required("nextCursor").stringValue())
                .expect(200)
                .json();
        assertEquals("acme/production/echo", second.at("/items/0/route").stringValue());
        assertTrue(second.required("nextCursor").isNull());
        JsonNode refused = api.get(path(acme, "traffic", "routes") + "?by=refused")
                .expect(200)
                .json();
        assertEquals(1, refused.required("items").size());
        assertEquals(5, refused.at("/items/0/totals/refused").asLong());
    }

    /// A key's own, and keys compared; another organization's key is not found.
    @Test
    void keys_areCounted() {
        Organization acme = organization();
        String key = api.post(path(acme, "keys"), "{\"name\":\"reporting\"}")
                .expect(201)
                .text("id");
        TrafficSubject subject = new TrafficSubject.Key(new KeyId(key));
        plane.core
                .store
                .traffic()
                .add(List.of(served(acme, subject, 3), refused(acme, subject, plane.core.clock.instant(), 2)));

        JsonNode keys = api.get(path(acme, "traffic", "keys")).expect(200).json();
        assertEquals("reporting", keys.at("/items/0/name").stringValue());
        assertEquals(2, keys.at("/items/0/totals/refused").asLong());
        JsonNode own = api.get(path(acme, "keys", key, "traffic") + "?range=P30D")
                .expect(200)
                .json();
        assertEquals(5, own.at("/totals/requests").asLong());
        assertEquals(30, own.required("points").size());
        api.get(path(organization(), "keys", key, "traffic")).expectProblem(404, "resource.not-found");
    }

    /// What cannot be asked is refused by name.
    @Test
    void wrongQuestions_areNamed() {
        Organization acme = organization();
        String key =
                api.post(path(acme, "keys"), "{\"name\":\"one\"}").expect(201).text("id");
        for (String wrong : List.of(
                path(acme, "traffic") + "?range=P2D",
                path(acme, "traffic", "routes") + "?range=day",
                path(acme, "traffic", "keys") + "?range=PT1H",
                path(acme, "keys", key, "traffic") + "?range=PT1H")) {
            assertEquals(
                    List.of("range"),
                    api.get(wrong).expectProblem(400, "request.invalid").wrongFields(),
                    wrong);
        }
        assertEquals(
                List.of("by"),
                api.get(path(acme, "traffic", "keys") + "?by=name")
                        .expectProblem(400, "request.invalid")
                        .wrongFields());
    }
}
