package dev.ostiary.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.audit.AuditEvent;
import dev.ostiary.core.audit.AuditSubject;
import dev.ostiary.core.id.AuditEventId;
import dev.ostiary.core.memory.SettableClock;
import dev.ostiary.core.organization.Organization;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The audit trail over REST: where things come from, searching, exporting, verifying (C6).
class AuditEventsIT extends ControlIT {
    private static final String INSTALLATION = "/api/v1/audit-events";

    private Organization organization = organization();
    private String trail = path(organization, "audit-events");

    @BeforeEach
    void createOrganization() {
        organization = organization();
        trail = path(organization, "audit-events");
    }

    private String key(String name) {
        tick();
        return api.post(path(organization, "keys"), "{\"name\":\"" + name + "\"}")
                .expect(201)
                .text("id");
    }

    private JsonNode events(String query) {
        return api.get(trail + query).expect(200).json().required("items");
    }

    private List<String> subjects(String query) {
        return events(query)
                .valueStream()
                .map(event -> event.required("subject").required("name").asString())
                .toList();
    }

    private static List<JsonNode> lines(Answer export) {
        return export.body().lines().map(JsonMapper.shared()::readTree).toList();
    }

    /// Every event says from where it was asked for: the connection's address, the request that is in the answer
    /// and in the log, and what the caller calls its program, without keys of ours in it (S4.11).
    @Test
    void event_saysFromWhere() {
        HttpRequest.Builder request = api.request(path(organization, "keys"))
                .header("User-Agent", "tool/1 mk_ost_canary")
                .header("X-Forwarded-For", "203.0.113.9")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"k\"}"));
        Answer made = api.send(request).expect(201);

        JsonNode source = events("").get(0).required("source");
        assertEquals("127.0.0.1", source.required("address").asString());
        assertEquals(made.header("X-Request-Id"), source.required("requestId").asString());
        assertEquals("tool/1 mk_ost_\u2026", source.required("userAgent").asString());
    }

    /// Each filter is the server's, and they hold together.
    @Test
    void list_isFiltered() {
        String one = key("one");
        String two = key("two");
        tick();
        api.patch(path(organization, "keys", two), "{\"name\":\"zwei\"}").expect(200);

        assertEquals(List.of("zwei", "two", "one"), subjects("?text=KEY."));
        assertEquals(List.of("two", "one"), subjects("?action=key.issued"));
        assertEquals(List.of("zwei", "two"), subjects("?subject=" + two));
        assertEquals(List.of("one"), subjects("?subject=one&actor=tester"));
        assertEquals(List.of(), subjects("?actor=system&subject=" + one));
        assertEquals(List.of("zwei"), subjects("?from=2026-03-01T12:00:00.003Z&action=key.edited"));
        assertEquals(
                List.of("one", "The " + organization.slug()).size(),
                subjects("?to=2026-03-01T12:00:00.002Z").size());
        assertEquals(List.of("two"), subjects("?action=key.issued&limit=1"));
    }

    /// A filter that cannot be meant is refused with what to give instead.
    @Test
    void list_wrongFilter_isRefused() {
        Answer answer = api.get(
                        trail + "?actor=&action=key.frobbed&subject=%00&from=yesterday&to=1&text=" + "x".repeat(201))
                .expectProblem(400, "request.invalid");

        assertEquals(List.of("actor", "action", "subject", "from", "to", "text"), answer.wrongFields());
        api.get(trail + "?actor=a&actor=b").expectProblem(400, "request.invalid");
        api.get(trail + "?limit=0").expectProblem(400, "request.invalid");
    }

    /// Page by page everything is seen once.
    @Test
    void list_isPaged() {
        IntStream.range(0, 5).forEach(number -> key("k" + number));

        Answer first = api.get(trail + "?limit=2&text=key.issued").expect(200);
        Answer second = api.get(trail + "?limit=2&text=key.issued&cursor=" + first.text("nextCursor"))
                .expect(200);
        assertEquals(
                List.of("k4", "k3", "k2", "k1"),
                Stream.of(first, second)
                        .flatMap(page -> page.json().required("items").valueStream())
                        .map(event -> event.required("subject").required("name").asString())
                        .toList());
    }

    /// The export is what the listing shows, oldest first, and is an event itself, which names what was asked for.
    @Test
    void export_isTheTrail() {
        key("one");
        key("two");
        List<JsonNode> listed = events("").valueStream().toList();
        Answer export = api.get(trail + "/export?format=jsonl").expect(200);

        assertEquals("application/x-ndjson;charset=UTF-8", export.header("Content-Type"));
        assertEquals(
                "attachment; filename=\"audit-" + organization.slug() + "-"
                        + LocalDate.ofInstant(SettableClock.START, ZoneOffset.UTC) + ".jsonl\"",
                export.header("Content-Disposition"));
        assertEquals("no-store", export.header("Cache-Control"));
        List<JsonNode> exported = lines(export);
        assertEquals(listed.reversed(), exported.subList(0, listed.size()));
        assertEquals(
                List.of("audit.read"),
                exported.subList(listed.size(), exported.size()).stream()
                        .map(event -> event.required("action").asString())
                        .toList());

        assertEquals(
                1, lines(api.get(trail + "/export?subject=two").expect(200)).size());
        JsonNode own = events("").get(0);
        assertEquals("audit.exported", own.required("action").asString());
        assertEquals(
                "{\"format\":\"jsonl\",\"subject\":\"two\",\"upTo\":\"5\"}",
                own.required("after").toString());
        api.get(trail + "/export?format=xml").expectProblem(400, "request.invalid");
    }

    /// A spreadsheet that opens an export runs nothing that is in it, and finds every cell in its place (W03).
    @Test
    void export_csv_hasNoFormulas() {
        for (String name : List.of("=HYPERLINK(1)", "+1", "-1", "@x", "a,b;c", "say \\\"hi\\\"")) {
            key(name);
        }
        Answer export = api.get(trail + "/export?format=csv&action=key.issued").expect(200);

        assertEquals("text/csv;charset=UTF-8", export.header("Content-Type"));
        List<String> rows = List.of(export.body().split("\r\n"));
        assertTrue(rows.getFirst().startsWith("chain,seq,previous_hash,hash,id,at,actor_kind,"));
        assertEquals(7, rows.size());
        List<String> cells =
                List.of(",'=HYPERLINK(1),", ",'+1,", ",'-1,", ",'@x,", ",\"a,b;c\",", ",\"say \"\"hi\"\"\",");
        for (int row = 0; row < cells.size(); row++) {
            assertTrue(rows.get(row + 1).contains(cells.get(row)), rows.get(row + 1));
            assertFalse(rows.get(row + 1).matches(".*(^|,)\"?[=+@-].*"), rows.get(row + 1));
        }
    }

    /// An export that fails in its middle is broken off: nobody can take it for whole.
    @Test
    void export_storeFailsLater_isBrokenOff() {
        fill(1_200);
        int brokenOff = 0;
        boolean isReached = true;
        for (int call = 1; isReached; call++) {
            plane.core.store.failAtCall(call);
            try {
                Answer answer = api.get(trail + "/export");
                isReached = !plane.core.store.awaitsFailure();
                assertEquals(isReached ? 503 : 200, answer.status());
            } catch (UncheckedIOException expected) {
                brokenOff++;
            }
        }
        assertEquals(1, brokenOff, "the last of three batches, once the first was sent");
    }

    private void fill(int events) {
        plane.core
                .store
                .audit()
                .append(IntStream.range(0, events)
                        .mapToObj(number -> new AuditEvent(
                                AuditEventId.create(plane.core.randomness, plane.core.clock.instant()),
                                Optional.of(organization.id()),
                                plane.core.clock.instant(),
                                Actor.system(),
                                AuditAction.KEY_EDITED,
                                new AuditSubject("key", "key_" + number, "k"),
                                AuditChanges.NONE))
                        .toList());
    }

    /// A chain is verified in one go or in parts, with the same end, which is the head.
    @Test
    void verification_isComplete() {
        key("one");
        key("two");
        Answer head = api.get(trail + "/head").expect(200);
        Answer whole = api.get(trail + "/verification").expect(200);

        assertEquals(List.of("verified", "head", "complete"), whole.fields());
        assertEquals(head.json(), whole.json().required("head"));
        assertEquals(head.json(), whole.json().required("verified"));
        assertTrue(whole.json().required("complete").asBoolean());
        Answer part = api.get(trail + "/verification?limit=2").expect(200);
        assertFalse(part.json().required("complete").asBoolean());
        Answer rest = api.get(trail + "/verification?after=" + point(part.json().required("verified")))
                .expect(200);
        assertTrue(rest.json().required("complete").asBoolean());
        assertEquals(api.get(trail + "/head").expect(200).json(), rest.json().required("verified"));
    }

    private static String point(JsonNode point) {
        return point.required("seq").asLong() + ":" + point.required("hash").asString();
    }

    /// Who reads the trail is in it: a listing once, not each of its parts nor the same one again soon, with what
    /// was asked for but no free text, which may be anything; a verification too (issue 4, section 5).
    @Test
    void reading_isAnEvent() {
        key("one");
        key("two");
        Answer first =
                api.get(trail + "?limit=1&action=key.issued&text=a-secret").expect(200);
        assertEquals("null", first.text("nextCursor"));
        Answer part = api.get(trail + "?limit=1&action=key.issued").expect(200);
        api.get(trail + "?limit=1&action=key.issued&cursor=" + part.text("nextCursor"))
                .expect(200);
        api.get(trail + "?limit=1&action=key.issued").expect(200);
        api.get(trail + "/verification").expect(200);

        assertEquals(
                List.of("{\"action\":\"key.issued\"}", "{\"action\":\"key.issued\",\"text\":\"given\"}"),
                events("?action=audit.read")
                        .valueStream()
                        .map(event -> event.required("after").toString())
                        .toList());
        assertEquals(1, events("?action=audit.verified").size());
    }

    /// What was noted is compared.
    @Test
    void verification_ofAnotherChain_tells() {
        key("one");
        String noted = point(api.get(trail + "/head").expect(200).json());
        key("two");

        assertFalse(api.get(trail + "/verification?expect=" + noted)
                .expect(200)
                .json()
                .has("fault"));
        assertEquals(
                "{\"seq\":1,\"kind\":\"rewritten\",\"detail\":\"the event is not the one that was expected\"}",
                api.get(trail + "/verification?expect=1" + noted.substring(1))
                        .expect(200)
                        .json()
                        .required("fault")
                        .toString());
        assertEquals(
                List.of("after", "expect", "limit"),
                api.get(trail + "/verification?after=1&expect=0:" + "0".repeat(64) + "&limit=100001")
                        .expectProblem(400, "request.invalid")
                        .wrongFields());
    }

    /// The installation's own events are for keys of the whole installation.
    @Test
    void installation_isForItsKeys() {
        ApiClient confined = plane.confinedTo(organization.id());
        for (String path : List.of("", "/head", "/verification", "/export")) {
            confined.get(INSTALLATION + path).expectProblem(403, "permission.denied");
        }
        JsonNode events = api.get(INSTALLATION).expect(200).json().required("items");
        assertTrue(events.valueStream()
                .anyMatch(event -> event.required("action").asString().equals("management-key.issued")));
        assertTrue(events.valueStream()
                .allMatch(event -> event.required("chain").asString().equals("installation")));
        assertFalse(api.get(INSTALLATION + "/verification").expect(200).json().has("fault"));
        assertFalse(lines(api.get(INSTALLATION + "/export").expect(200)).isEmpty());
    }
}
