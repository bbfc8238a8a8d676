package dev.ostiary.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.access.DenialReason;
import dev.ostiary.core.denial.Denial;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.key.IssuedKey;
import dev.ostiary.core.organization.Organization;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Keys over the REST API from rotation to report (A.12, C2, C3, C5, C8, S4.12).
class KeyLifeIT extends ControlIT {
    private static final String FOREIGN = "4f1c9a7e-0d55-4d0b-9a60-";

    private String create(Organization organization, String body) {
        return api.post(path(organization, "keys"), body).expect(201).text("id");
    }

    private List<String> names(String path) {
        return api.get(path)
                .expect(200)
                .json()
                .required("items")
                .valueStream()
                .map(key -> key.required("name").asString())
                .toList();
    }

    /// The new secret is shown once, the old one stays in sight with its end (C3).
    @Test
    void rotate_showsBothSecrets() {
        Organization organization = organization();
        String id = create(organization, "{\"name\":\"k\"}");
        String mask = api.get(path(organization, "keys", id)).text("maskedSecret");

        Answer answer = api.post(path(organization, "keys", id, "rotate"), "{\"grace\":\"PT24H\"}")
                .expect(200);

        assertEquals(id, answer.text("id"));
        assertTrue(answer.text("secret").startsWith("sk_ost_"));
        String replaced = answer.json().required("replacedSecrets").toString();
        assertTrue(replaced.contains(mask) && replaced.contains("\"requests\":0"), replaced);
        Answer shown = api.get(path(organization, "keys", id)).expect(200);
        assertEquals(replaced, shown.json().required("replacedSecrets").toString());
        assertFalse(shown.body().contains(answer.text("secret")));
    }

    /// A grace beyond a week, and a dead key, are refused in words.
    @Test
    void rotate_wrongly_isRefused() {
        Organization organization = organization();
        String id = create(organization, "{\"name\":\"k\"}");
        String rotate = path(organization, "keys", id, "rotate");
        assertEquals(
                List.of("grace"),
                api.post(rotate, "{\"grace\":\"P8D\"}")
                        .expectProblem(400, "request.invalid")
                        .wrongFields());
        api.post(path(organization, "keys", id, "revoke")).expect(200);
        api.post(rotate, "{}").expectProblem(409, "key.revoked");
    }

    /// What the organization does not allow is refused, by code.
    @Test
    void policy_isHeldTo() {
        Organization organization = organization();
        api.send("PUT", path(organization, "key-policy"), "{\"longestLife\":\"P30D\",\"mostLiveKeys\":2}")
                .expect(200);
        String keys = path(organization, "keys");
        api.post(keys, "{\"name\":\"a\",\"expiresAt\":null}").expectProblem(422, "key.expiry-required");
        api.post(keys, "{\"name\":\"a\",\"expiresAt\":\"2030-01-01T00:00:00Z\"}")
                .expectProblem(422, "key.life-too-long");
        Answer first = api.post(keys, "{\"name\":\"a\"}").expect(201);
        assertEquals("2026-03-31T12:00:00.000Z", first.text("expiresAt").substring(0, 13) + ":00:00.000Z");
        create(organization, "{\"name\":\"b\"}");
        api.post(keys, "{\"name\":\"c\"}").expectProblem(409, "key.too-many");
        Answer imported = api.post(
                        path(organization, "keys", "import"),
                        "{\"keys\":[{\"name\":\"c\",\"key\":\"" + FOREIGN + "1\"}]}")
                .expect(200);
        assertTrue(imported.body().contains("key.too-many"), imported::body);
        assertEquals(
                List.of("mayNeverExpire"),
                api.send("PUT", path(organization, "key-policy"), "{\"longestLife\":\"P1D\",\"mayNeverExpire\":true}")
                        .expectProblem(400, "request.invalid")
                        .wrongFields());
    }

    /// Descriptions, search, sort and filters; a criterion that is not known is refused.
    @Test
    void list_searchesAndSorts() {
        Organization organization = organization();
        create(organization, "{\"name\":\"beta\",\"description\":\"nightly reports\",\"labels\":{\"team\":\"x\"}}");
        String alpha = create(organization, "{\"name\":\"alpha\"}");
        String keys = path(organization, "keys");
        assertEquals(List.of("alpha", "beta"), names(keys + "?sort=name"));
        assertEquals(List.of("beta"), names(keys + "?search=night"));
        assertEquals(List.of("beta"), names(keys + "?label=team%3Dx&status=active&creator=tester&bound=organization"));
        assertEquals(List.of("alpha", "beta"), names(keys + "?expiring=P91D&sort=name"));
        assertEquals(List.of(), names(keys + "?expiring=P89D"));
        assertEquals(List.of(), names(keys + "?unused=P1D"));
        for (String wrong :
                List.of("stauts=active", "status=alive", "sort=size", "label=a", "search=%3D", "unused=-P1D")) {
            api.get(keys + "?" + wrong).expectProblem(400, "request.invalid");
        }
        api.send("PATCH", path(organization, "keys", alpha), "{\"description\":\"new\"}")
                .expect(200);
        assertEquals(List.of("alpha"), names(keys + "?search=new"));
        Answer emptied = api.send("PATCH", path(organization, "keys", alpha), "{\"description\":null}")
                .expect(200);
        assertTrue(emptied.json().required("description").isNull());
    }

    /// A batch is judged key by key, and can be sent again.
    @Test
    void importKeys_judgesEach() {
        Organization organization = organization();
        String batch = """
                {"keys":[
                 {"name":"one","key":"%1$s1","labels":{"from":"old"}},
                 {"name":"two","sha256":"4c806362b613f7496abf284146efd31da90e4b16169fe001841ca17290f427c4"},
                 {"name":"one","key":"%1$s2"},
                 {"name":"short","key":"too short"},
                 {"name":"both","key":"%1$s3","sha256":"x"},
                 {"name":"ours","key":"sk_ost_notawholekeynotawholekey"},
                 {"name":"nowhere","key":"%1$s4","agent":"none","environment":"none"},
                 {"name":"extra","key":"%1$s5","id":"key_1"}]}""".formatted(FOREIGN);
        Answer first = api.post(path(organization, "keys", "import"), batch).expect(200);
        assertEquals(2, first.json().required("imported").intValue(), first::body);
        assertEquals(
                "2,3,4,5,6,7",
                first.json()
                        .required("refused")
                        .valueStream()
                        .map(row -> row.required("index").toString())
                        .collect(Collectors.joining(",")));
        assertFalse(first.body().contains(FOREIGN), first::body);

        Answer again = api.post(path(organization, "keys", "import"), batch).expect(200);
        assertEquals(0, again.json().required("imported").intValue());
        assertEquals(2, again.json().required("skipped").intValue());
        Answer identified = api.post(path(organization, "keys", "identify"), "{\"text\":\"abc\"}")
                .expectProblem(400, "request.invalid");
        assertEquals(List.of("text"), identified.wrongFields());
    }

    /// A leaked text leads to its key, by whichever part of it, also when that was rotated away or deleted; the
    /// text is nowhere afterwards.
    @Test
    void identify_findsTheKey() {
        Organization organization = organization();
        Answer made = api.post(path(organization, "keys"), "{\"name\":\"k\"}").expect(201);
        String id = made.text("id");
        String secret = made.text("secret");
        String mask = made.text("maskedSecret");
        for (String text : List.of(
                secret,
                "X-API-Key: " + secret + " # oops",
                made.text("publicId"),
                mask,
                secret.substring(7, 11) + "..." + secret.substring(secret.length() - 4))) {
            assertEquals(List.of(id), identified(organization, text), text);
        }
        api.post(path(organization, "keys", id, "rotate"), "{}").expect(200);
        api.delete(path(organization, "keys", id)).expect(200);
        Answer found = api.post(path(organization, "keys", "identify"), "{\"text\":\"" + secret + "\"}")
                .expect(200);
        assertTrue(found.body().contains("\"by\":\"former_secret\""), found::body);
        assertTrue(found.body().contains("\"status\":\"revoked\""), found::body);
        assertEquals(List.of(), identified(organization(), secret));
        assertFalse(plane.core.store.backup().toString().contains(secret.substring(12, 40)));
    }

    private List<String> identified(Organization organization, String text) {
        return api.post(path(organization, "keys", "identify"), "{\"text\":\"" + text + "\"}")
                .expect(200)
                .json()
                .required("keys")
                .valueStream()
                .map(key -> key.required("id").asString())
                .toList();
    }

    /// Exactly the keys of the preview are revoked, or none.
    @Test
    void revokeAll_endsWhatWasSeen() {
        Organization organization = organization();
        create(organization, "{\"name\":\"a\",\"labels\":{\"team\":\"x\"}}");
        create(organization, "{\"name\":\"b\",\"labels\":{\"team\":\"x\"}}");
        create(organization, "{\"name\":\"c\"}");
        String selection = path(organization, "keys", "revocation") + "?label=team%3Dx";
        Answer preview = api.get(selection).expect(200);
        assertEquals(2, preview.json().required("count").intValue());
        String body = "{\"token\":\"" + preview.text("token") + "\"}";

        create(organization, "{\"name\":\"d\",\"labels\":{\"team\":\"x\"}}");
        api.post(selection, body).expectProblem(409, "key.selection-stale");
        assertEquals(4, names(path(organization, "keys") + "?status=active").size());

        String fresh = "{\"token\":\"" + api.get(selection).text("token") + "\"}";
        assertEquals(
                3,
                api.post(selection, fresh).expect(200).json().required("count").intValue());
        assertEquals(List.of("c"), names(path(organization, "keys") + "?status=active"));
    }

    /// The true reason of a denial, in words, for a member of its organization only (C2).
    @Test
    void explain_saysWhy() {
        Organization organization = organization();
        Deployed deployed = deployed(organization, "bot");
        IssuedKey key = plane.core.key(deployed.agent(), deployed.environment(), "late");
        KeyId id = key.key().id();
        String request = "req_01kj3x5v9rn2c8q4w6t0ya7mzf";
        plane.core
                .store
                .denials()
                .append(List.of(new Denial(
                        request,
                        key.key().expiresAt().orElseThrow().plus(Duration.ofHours(3)),
                        organization.id(),
                        "somewhere",
                        "GET",
                        DenialReason.EXPIRED,
                        Optional.of(id),
                        "192.0.2.1")));

        Answer answer = api.get(path(organization, "denials", request)).expect(200);
        assertEquals("expired", answer.text("reason"));
        assertEquals("late", answer.text("keyName"));
        assertTrue(answer.text("explanation").startsWith("The key expired 3 h before the request"), answer::body);
        api.get(path(organization(), "denials", request)).expectProblem(404, "resource.not-found");
    }
}
