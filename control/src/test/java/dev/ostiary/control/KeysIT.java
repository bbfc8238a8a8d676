package dev.ostiary.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.key.KeyFormat;
import dev.ostiary.core.key.KeyType;
import dev.ostiary.core.memory.SettableClock;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.usage.KeyUsage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// API keys over REST: making, reading, naming and deleting them.
class KeysIT extends ControlIT {
    private static final List<String> FIELDS = List.of(
            "id",
            "name",
            "description",
            "publicId",
            "maskedSecret",
            "status",
            "agent",
            "environment",
            "routes",
            "labels",
            "scopes",
            "domains",
            "addresses",
            "limits",
            "metered",
            "expiresAt",
            "createdAt",
            "createdBy",
            "changedAt",
            "changedBy",
            "lastUsedAt",
            "lastUsedFrom",
            "usedFrom",
            "requests",
            "disabledAt",
            "revokedAt",
            "replacedSecrets");

    /// The secret is in the answer to making the key, with the URL it opens (S4.6, S0.12).
    @Test
    void create_boundToAgent_answersSecretAndUrl() {
        Organization organization = organization();
        deployed(organization, "bot");

        Answer answer = api.post(path(organization, "keys"), """
                {"name":"first","agent":"bot","environment":"production"}""").expect(201);

        assertTrue(answer.fields().containsAll(FIELDS), answer::body);
        assertEquals(FIELDS.size() + 3, answer.fields().size());
        assertTrue(KeyFormat.isIssued(answer.text("secret"), KeyType.SECRET));
        assertEquals("http://gateway.test:8080/" + organization.slug() + "/production/bot", answer.text("url"));
        assertEquals("bot", answer.text("agent"));
        assertEquals("production", answer.text("environment"));
        assertEquals("active", answer.text("status"));
        assertEquals("tester", answer.text("createdBy"));
        assertEquals(0, answer.json().required("requests").intValue());
        assertEquals(
                answer.text("id"),
                api.get(answer.header("Location")).expect(200).text("id"));
    }

    /// Neither agent nor environment: the whole organization, and no URL of its own. The mask shows the first and
    /// last four characters (S3.16).
    @Test
    void create_forTheOrganization_hasNoUrl() {
        Answer answer =
                api.post(path(organization(), "keys"), "{\"name\":\"all\"}").expect(201);

        String secret = answer.text("secret");
        assertEquals("null", answer.text("agent"));
        assertEquals("null", answer.text("url"));
        assertEquals(
                "sk_ost_" + secret.substring(7, 11) + "••••••••" + secret.substring(secret.length() - 4),
                answer.text("maskedSecret"));
    }

    /// Absent is 90 days (S3.14), null is never, a time is that time (S1.3), in milliseconds.
    @Test
    void create_expiry_tellsAbsentFromNull() {
        Organization organization = organization();

        assertEquals(
                "2026-05-30T12:00:00.000Z",
                api.post(path(organization, "keys"), "{\"name\":\"a\"}").text("expiresAt"));
        assertEquals(
                "null",
                api.post(path(organization, "keys"), "{\"name\":\"b\",\"expiresAt\":null}")
                        .text("expiresAt"));
        assertEquals(
                "2026-03-01T12:00:00.001Z",
                api.post(path(organization, "keys"), "{\"name\":\"c\",\"expiresAt\":\"2026-03-01T13:00:00.001+01:00\"}")
                        .text("expiresAt"));
    }

    /// No longer a time that can be waited for, or none at all.
    @Test
    void create_wrongExpiry_isRefused() {
        Organization organization = organization();
        for (String expiry : List.of(
                "\"2026-03-01T12:00:00Z\"",
                "\"2025-01-01T00:00:00Z\"",
                "\"2027-02-30T00:00:00Z\"",
                "\"2027-01-31\"",
                "\"+1000000000-01-01T00:00:00Z\"",
                "\"never\"",
                "\"\"",
                "1893456000",
                "true",
                "[]")) {
            Answer answer = api.post(path(organization, "keys"), "{\"name\":\"k\",\"expiresAt\":" + expiry + "}");
            assertEquals(
                    List.of("expiresAt"),
                    answer.expectProblem(400, "request.invalid").wrongFields(),
                    expiry);
        }
    }

    /// All at once: an agent without its environment, a bad name, a past expiry, a field that only we may set.
    @Test
    void create_wrong_namesEveryField() {
        Answer answer = api.post(path(organization(), "keys"), """
                {"name":"","agent":"bot","expiresAt":"2020-01-01T00:00:00Z","secret":"sk_ost_mine","hash":[]}""");

        assertEquals(
                List.of("name", "expiresAt", "environment", "secret", "hash"),
                answer.expectProblem(400, "request.invalid").wrongFields());
        assertFalse(answer.body().contains("sk_ost_mine"));
    }

    @Test
    void create_environmentWithoutAgent_isRefused() {
        Answer answer = api.post(path(organization(), "keys"), "{\"name\":\"k\",\"environment\":\"production\"}");

        assertEquals(
                List.of("agent"), answer.expectProblem(400, "request.invalid").wrongFields());
    }

    /// Another organization's agent is no agent here.
    @Test
    void create_forAnothersAgent_isNotFound() {
        Organization organization = organization();
        plane.core.environment(organization, "production");
        Deployed other = deployed(organization(), "bot");

        for (String agent : List.of("bot", other.agent().id().value())) {
            Answer answer = api.post(
                    path(organization, "keys"),
                    "{\"name\":\"k\",\"agent\":\"" + agent + "\",\"environment\":\"production\"}");
            assertEquals(
                    List.of("agent"),
                    answer.expectProblem(404, "resource.not-found").wrongFields());
        }
    }

    /// A name is taken by a live key, and free again when that is revoked.
    @Test
    void create_nameTaken_isRefused() {
        Organization organization = organization();
        String id = api.post(path(organization, "keys"), "{\"name\":\"k\"}")
                .expect(201)
                .text("id");

        api.post(path(organization, "keys"), "{\"name\":\"k\"}").expectProblem(409, "key.name-taken");
        api.post(path(organization, "keys", id, "revoke")).expect(200);
        api.post(path(organization, "keys"), "{\"name\":\"k\"}").expect(201);
    }

    /// What is shown later is everything but the secret.
    @Test
    void get_hasNoSecret() {
        Organization organization = organization();
        Answer made = api.post(path(organization, "keys"), "{\"name\":\"k\"}").expect(201);
        KeyId id = new KeyId(made.text("id"));
        plane.core.store.usage().add(List.of(new KeyUsage(id, 2, SettableClock.START, "192.0.2.1")));
        plane.core.store.usage().add(List.of(new KeyUsage(id, 1, SettableClock.START.minusSeconds(1), "192.0.2.2")));

        Answer answer = api.get(path(organization, "keys", made.text("id"))).expect(200);

        assertEquals(FIELDS, answer.fields());
        assertEquals(3, answer.json().required("requests").intValue());
        assertEquals("2026-03-01T12:00:00.000Z", answer.text("lastUsedAt"));
        assertEquals("192.0.2.1", answer.text("lastUsedFrom"));
        assertEquals(
                "[{\"address\":\"192.0.2.1\",\"lastSeenAt\":\"2026-03-01T12:00:00.000Z\"},"
                        + "{\"address\":\"192.0.2.2\",\"lastSeenAt\":\"2026-03-01T11:59:59.000Z\"}]",
                answer.json().required("usedFrom").toString());
        assertFalse(answer.body().contains(made.text("secret")));
    }

    /// Expired is what the clock says, with nothing having run (S0.25, S3.13).
    @Test
    void get_pastItsExpiry_isExpired() {
        Organization organization = organization();
        String id = api.post(path(organization, "keys"), "{\"name\":\"k\",\"expiresAt\":\"2026-03-01T12:00:01Z\"}")
                .expect(201)
                .text("id");
        plane.core.clock.advance(Duration.ofSeconds(1));

        assertEquals(
                "expired", api.get(path(organization, "keys", id)).expect(200).text("status"));
    }

    /// By agent, by environment, by both; what does not exist is not an empty list.
    @Test
    void list_filters() {
        Organization organization = organization();
        Deployed bot = deployed(organization, "bot");
        plane.core.key(bot.agent(), bot.environment(), "bot");
        tick();
        plane.core.key(plane.core.agent(organization, "other"), bot.environment(), "other");
        tick();
        api.post(path(organization, "keys"), "{\"name\":\"all\"}").expect(201);

        assertEquals(List.of("all", "other", "bot"), names(path(organization, "keys")));
        assertEquals(List.of("bot"), names(path(organization, "keys") + "?agent=bot"));
        assertEquals(
                List.of("other", "bot"),
                names(path(organization, "keys") + "?environment="
                        + bot.environment().id()));
        assertEquals(
                List.of("agent"),
                api.get(path(organization, "keys") + "?agent=nobody")
                        .expectProblem(404, "resource.not-found")
                        .wrongFields());
        api.get(path(organization, "keys") + "?agent=").expectProblem(404, "resource.not-found");
    }

    @Test
    void rename_changesTheNameAlone() {
        Organization organization = organization();
        Answer made = api.post(path(organization, "keys"), "{\"name\":\"old\"}").expect(201);

        Answer answer = api.patch(path(organization, "keys", made.text("id")), "{\"name\":\"new\"}")
                .expect(200);

        assertEquals("new", answer.text("name"));
        assertEquals(made.text("expiresAt"), answer.text("expiresAt"));
        assertTrue(answer.fields().contains("applied"));
    }

    /// What cannot be changed is refused, and so is a name that is taken.
    @Test
    void rename_wrong_isRefused() {
        Organization organization = organization();
        String id = api.post(path(organization, "keys"), "{\"name\":\"one\"}")
                .expect(201)
                .text("id");
        api.post(path(organization, "keys"), "{\"name\":\"two\"}").expect(201);

        assertEquals(
                List.of("expiresAt"),
                api.patch(path(organization, "keys", id), "{\"expiresAt\":null}")
                        .expectProblem(400, "request.invalid")
                        .wrongFields());
        api.patch(path(organization, "keys", id), "{\"name\":\"two\"}").expectProblem(409, "key.name-taken");
    }

    @Test
    void delete_hidesTheKey() {
        Organization organization = organization();
        String id = api.post(path(organization, "keys"), "{\"name\":\"k\"}")
                .expect(201)
                .text("id");

        Answer answer = api.delete(path(organization, "keys", id)).expect(200);

        assertEquals(List.of("id", "applied"), answer.fields());
        assertEquals(id, answer.text("id"));
        api.get(path(organization, "keys", id)).expectProblem(404, "resource.not-found");
        api.delete(path(organization, "keys", id)).expectProblem(404, "resource.not-found");
    }

    private List<String> names(String path) {
        return api.get(path)
                .expect(200)
                .json()
                .required("items")
                .valueStream()
                .map(item -> item.required("name").asString())
                .toList();
    }
}
