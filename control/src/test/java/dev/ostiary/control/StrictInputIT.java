package dev.ostiary.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.ostiary.core.organization.Organization;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/// What an operation would pass over is refused, whatever the operation: a parameter written wrong would be no
/// criterion, and everything would be answered or changed.
class StrictInputIT extends ControlIT {
    private final Operations operations =
            Operations.of(api.get("/api/v1/openapi.json").expect(200).json());

    private String pathTo(Operations.Operation operation, Organization organization) {
        return operation.path().replace("{org}", organization.slug().value()).replaceAll("\\{[A-Za-z]+}", "some-thing");
    }

    private Stream<Operations.Operation> guarded() {
        return operations.guarded();
    }

    /// A parameter of the query that an operation does not take is named, before anything is done.
    @Test
    void unknownParameter_ofEveryOperation_isNamed() {
        Organization organization = organization();
        guarded().forEach(operation -> {
            Object before = plane.core.store.backup();
            Answer answer =
                    api.send(operation.method(), pathTo(operation, organization) + "?actoin=x", operation.body());
            assertEquals(
                    List.of("actoin"),
                    answer.expectProblem(400, "request.invalid").wrongFields(),
                    operation.id());
            assertEquals(before, plane.core.store.backup());
        });
    }

    /// A body is refused by every operation that takes none, in one piece and in chunks.
    @Test
    void body_ofEveryOperationWithoutOne_isRefused() {
        Organization organization = organization();
        guarded().filter(operation -> operation.body() == null).forEach(operation -> {
            String path = pathTo(operation, organization);
            Answer answer = api.send(operation.method(), path, "{}");
            assertEquals(
                    List.of("body"),
                    answer.expectProblem(400, "request.invalid").wrongFields(),
                    operation.id());
            api.send(api.request(path)
                            .method(
                                    operation.method(),
                                    BodyPublishers.fromPublisher(BodyPublishers.ofString("{\"a\":1}"))))
                    .expectProblem(400, "request.invalid");
        });
    }

    /// The parameters that are described are the ones that are taken.
    @Test
    void described_areTaken() {
        Organization organization = organization();
        String audit = path(organization, "audit-events");
        api.get(
                        audit
                                + "?actor=a&action=key.issued&subject=s&from=2026-01-01T00:00:00Z&to=2027-01-01T00:00:00Z&text=t&limit=1")
                .expect(200);
        api.get(audit + "/export?format=csv&text=t").expect(200);
        api.get(path(organization, "keys") + "?sort=name&agent=none&limit=1").expect(404);
        api.get(path(organization, "keys") + "?sort=name&label=a%3Db&label=c%3Dd&search=x&limit=1")
                .expect(200);
        api.get(path(organization, "provider-keys") + "?search=x&sort=name").expect(200);
        api.get(path(organization, "keys") + "?").expect(200);
        assertEquals(
                List.of("(unnamed)"),
                api.get(path(organization, "keys") + "?sk_ost_0123456789012345678901234567890123456789=1")
                        .expectProblem(400, "request.invalid")
                        .wrongFields());
    }

    /// A place that no page gave out is wrong, not the end of the list.
    @Test
    void cursor_ofNoPage_isRefused() {
        Organization organization = organization();
        for (String list : List.of("keys", "audit-events", "environments", "members", "invitations", "agents")) {
            for (String cursor : List.of("zzz", "1", "zzz.00000000", "")) {
                assertEquals(
                        List.of("cursor"),
                        api.get(path(organization, list) + "?cursor=" + cursor)
                                .expectProblem(400, "request.invalid")
                                .wrongFields(),
                        list);
            }
        }
    }

    private static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    /// No encoding of a body is undone, so none is taken, whether the body has it or not.
    @Test
    void contentEncoding_isUnsupported() throws IOException {
        String body = "{\"slug\":\"zipped\",\"name\":\"n\"}";
        for (String encoding : List.of("gzip", "br", "x", "identity, gzip")) {
            for (byte[] sent : List.of(body.getBytes(StandardCharsets.UTF_8), zipped(body))) {
                Answer answer = api.send(api.request("/api/v1/organizations")
                        .header("Content-Type", "application/json")
                        .header("Content-Encoding", encoding)
                        .POST(BodyPublishers.ofByteArray(sent)));
                assertEquals(
                        List.of("Content-Encoding"),
                        answer.expectProblem(415, "request.media-type").wrongFields());
            }
        }
        api.send(api.request("/api/v1/organizations")
                        .header("Content-Type", "application/json")
                        .header("Content-Encoding", "IDENTITY")
                        .POST(BodyPublishers.ofString(body)))
                .expect(201);
    }

    /// A name is found however its accents are written.
    @Test
    void search_decomposed_findsTheName() {
        Organization organization = organization();
        api.post(path(organization, "keys"), "{\"name\":\"Müller\"}").expect(201);
        api.post(path(organization, "provider-keys"), "{\"name\":\"Café\",\"value\":\"example-value-0123456789\"}")
                .expect(201);
        for (String found :
                List.of("keys?search=Mu%CC%88ll", "keys?search=m%C3%BCll", "provider-keys?search=Cafe%CC%81")) {
            assertEquals(
                    1,
                    api.get(path(organization, found))
                            .expect(200)
                            .json()
                            .required("items")
                            .size(),
                    found);
        }
    }

    /// How much the installation changes is for those alone who see its nodes.
    @Test
    void status_ofConfined_tellsNoChanges() {
        Answer status =
                plane.confinedTo(organization().id()).get("/api/v1/status").expect(200);
        assertEquals("null", status.text("changes"));
        assertFalse(api.get("/api/v1/status").expect(200).text("changes").equals("null"));
    }

    /// The link of an invitation is answered whole, once.
    @Test
    void invitation_hasItsLink() {
        Organization organization = organization();
        String body = "{\"email\":\"zoe@example.com\",\"role\":\"viewer\"}";
        Answer made = api.post(path(organization, "invitations"), body).expect(201);
        assertEquals(plane.control.url() + "/invitation?token=" + made.text("token"), made.text("link"));
        Answer seen =
                api.get(path(organization, "invitations", made.text("id"))).expect(200);
        assertFalse(seen.fields().contains("link"));
    }
}
