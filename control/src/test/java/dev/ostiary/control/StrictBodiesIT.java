package dev.ostiary.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Bodies are taken as they are meant or not at all (I03).
class StrictBodiesIT extends ControlIT {
    private static final String ROOT = "/api/v1/organizations";

    /// A value of another type is wrong, even where it could be made to fit.
    @Test
    void otherTypes_areRefused() {
        for (String value : List.of("1", "true", "[\"a\"]", "{\"a\":1}", "1.5", "\"\"", "\"A\"", "\" a\"")) {
            assertEquals(
                    List.of("slug"),
                    api.post(ROOT, "{\"slug\":" + value + "}")
                            .expectProblem(400, "request.invalid")
                            .wrongFields(),
                    value);
        }
        for (String value : List.of("\"true\"", "1", "0", "\"\"")) {
            String body = "{\"environment\":\"production\",\"keySecurity\":" + value + "}";
            var organization = organization();
            deployed(organization, "bot");
            assertEquals(
                    List.of("keySecurity"),
                    api.post(path(organization, "agents", "bot", "deployments"), body)
                            .expectProblem(400, "request.invalid")
                            .wrongFields(),
                    value);
        }
    }

    /// Two values for one field: neither counts.
    @Test
    void duplicateField_isRefusedByName() {
        Answer answer = api.post(ROOT, "{\"slug\":\"one\",\"name\":\"n\",\"slug\":\"two\"}");

        assertEquals(
                List.of("slug"), answer.expectProblem(400, "request.invalid").wrongFields());
        api.get(ROOT + "/two").expect(404);
        api.get(ROOT + "/one").expect(404);
    }

    /// What is no JSON is malformed, and so is what goes on behind its end.
    @Test
    void malformed_isRefused() {
        for (String body : List.of(
                "{",
                "{}{}",
                "{} x",
                "{'slug':'a'}",
                "{slug:\"a\"}",
                "{\"slug\":\"a\",}",
                "// c\n{\"slug\":\"a\"}",
                "{\"slug\":NaN}",
                "{\"slug\":\"\\ud800x\u0001\"}",
                "\u0000",
                "   ",
                "slug=a")) {
            api.post(ROOT, body).expectProblem(400, "request.malformed");
        }
    }

    @Test
    void otherThanObject_isRefused() {
        for (String body : List.of("[]", "\"slug\"", "1", "null", "true", "[{\"slug\":\"a\"}]")) {
            assertEquals(
                    List.of("body"),
                    api.post(ROOT, body).expectProblem(400, "request.invalid").wrongFields());
        }
    }

    /// Depth, length of names and size are bounded (K09).
    @Test
    void deepOrLarge_isRefused() {
        String deep = "{\"slug\":" + "[".repeat(100) + "]".repeat(100) + "}";
        String large = "{\"slug\":\"" + "a".repeat(1_000_000) + "\"}";
        String longName = "{\"" + "a".repeat(10_000) + "\":1}";
        String longNumber = "{\"slug\":" + "1".repeat(1_000) + "}";

        api.post(ROOT, deep).expectProblem(400, "request.malformed");
        api.post(ROOT, large).expectProblem(413, "request.too-large");
        api.post(ROOT, longName).expectProblem(400, "request.malformed");
        api.post(ROOT, longNumber).expectProblem(400, "request.malformed");
    }

    /// Bytes that are not UTF-8 are not replaced by something else.
    @Test
    void notUtf8_isMalformed() {
        byte[] latin = "{\"slug\":\"a\",\"name\":\"Bühne\"}".getBytes(StandardCharsets.ISO_8859_1);

        Answer answer = api.send(
                api.request(ROOT).header("Content-Type", "application/json").POST(BodyPublishers.ofByteArray(latin)));

        answer.expectProblem(400, "request.malformed");
    }

    /// Names that read alike are one name, and what is invisible is none.
    @Test
    void names_areNormalised() {
        assertEquals(
                "Café",
                api.post(ROOT, "{\"slug\":\"cafe\",\"name\":\"Cafe\\u0301\"}")
                        .expect(201)
                        .text("name"));
        for (String name : List.of("a\\u200bb", "a\\u202eb", "a\\nb", "\\u00ad", "   ", "x".repeat(101))) {
            api.post(ROOT, "{\"slug\":\"cafe-2\",\"name\":\"" + name + "\"}").expectProblem(400, "request.invalid");
        }
    }

    /// The name of a field is repeated in the answer, a key in its place is not, and nothing of its value is (L02).
    @Test
    void unknownField_isNamedUnlessItCouldBeSecret() {
        String secret = "sk_ost_" + "a".repeat(49);

        Answer answer = api.post(ROOT, "{\"" + secret + "\":1,\"expires_at\":\"" + secret + "\",\"<b>\":2}");

        assertEquals(
                List.of("slug", "(unnamed)", "expires_at", "(unnamed)"),
                answer.expectProblem(400, "request.invalid").wrongFields());
        assertFalse(answer.body().contains(secret));
        assertFalse(answer.body().contains("<b>"));
        assertTrue(answer.body().contains("the fields here are slug, name"));
    }

    /// JSON by its media type alone, whatever its parameters.
    @Test
    void otherMediaTypes_areRefused() {
        for (String type : List.of(
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data",
                "text/json",
                "*/*",
                "nonsense")) {
            api.send(api.request(ROOT)
                            .header("Content-Type", type)
                            .POST(BodyPublishers.ofString("{\"slug\":\"typed\"}")))
                    .expectProblem(415, "request.media-type");
        }
        api.send(api.request(ROOT).POST(BodyPublishers.ofString("{\"slug\":\"typed\"}")))
                .expectProblem(415, "request.media-type");
        api.send(api.request(ROOT)
                        .header("Content-Type", "application/json; charset=utf-8")
                        .POST(BodyPublishers.ofString("{\"slug\":\"typed\"}")))
                .expect(201);
    }
}
