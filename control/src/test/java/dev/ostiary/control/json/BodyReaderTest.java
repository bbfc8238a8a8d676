package dev.ostiary.control.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.key.KeyFormat;
import dev.ostiary.core.key.KeyType;
import dev.ostiary.core.problem.FieldProblem;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.random.Randomness;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Reading a body: one JSON object, its fields asked for one by one, all that is wrong told at once.
class BodyReaderTest {
    private static final FieldType<String> TEXT =
            FieldType.text(text -> text.isEmpty() ? Optional.empty() : Optional.of(text), "give a text");

    private final BodyReader reader = new BodyReader(StrictJson.mapper());

    @Test
    void required_absentOrNull_isAProblem() throws IOException {
        JsonFields fields = read("{\"b\":null}");

        assertTrue(fields.required("a", TEXT).isEmpty());
        assertTrue(fields.required("b", TEXT).isEmpty());

        assertEquals(List.of("a", "b"), wrong(fields));
    }

    @Test
    void optional_absentOrNull_isEmpty() throws IOException {
        JsonFields fields = read("{\"b\":null,\"c\":\"x\"}");

        assertTrue(fields.optional("a", TEXT).isEmpty());
        assertTrue(fields.optional("b", TEXT).isEmpty());
        assertEquals(Optional.of("x"), fields.optional("c", TEXT));

        assertEquals("done", fields.finish(() -> "done"));
    }

    @Test
    void change_null_isAProblem() throws IOException {
        JsonFields fields = read("{\"b\":null}");

        assertTrue(fields.change("a", TEXT).isEmpty());
        assertTrue(fields.change("b", TEXT).isEmpty());

        assertEquals(List.of("b"), wrong(fields));
    }

    /// A whole key of ours in a field that is shown to others is not stored: in a text, a list or a name of a field
    /// (S4.5, C6).
    @Test
    void wholeKey_isTakenInSecretFieldsAlone() throws IOException {
        String key = KeyFormat.generate(KeyType.SECRET, new Randomness()).reveal();
        String masked = key.substring(0, 11) + "…" + key.substring(key.length() - 4);
        JsonFields fields =
                read("{\"a\":\"of %1$s!\",\"b\":[\"%1$s\"],\"c\":{\"%1$s\":\"x\"},\"d\":\"%1$s\",\"e\":\"%2$s\"}"
                        .formatted(key, masked));
        FieldType<Boolean> anything = new FieldType<>(_ -> Optional.of(true), "give anything");

        assertTrue(fields.optional("a", TEXT).isEmpty());
        assertTrue(fields.optional("b", anything).isEmpty());
        assertTrue(fields.optional("c", anything).isEmpty());
        assertEquals(Optional.of(key), fields.required("d", TEXT.holdingKeys()));
        assertEquals(Optional.of(masked), fields.required("e", TEXT));

        assertEquals(List.of("a", "b", "c"), wrong(fields));
    }

    @Test
    void isNull_tellsNullFromAbsent() throws IOException {
        JsonFields fields = read("{\"b\":null,\"c\":1}");

        assertEquals(List.of(false, true, false), List.of(fields.isNull("a"), fields.isNull("b"), fields.isNull("c")));
        assertEquals(
                List.of(false, false, true), List.of(fields.isGiven("a"), fields.isGiven("b"), fields.isGiven("c")));
    }

    @Test
    void flag_takesBooleansOnly() throws IOException {
        JsonFields fields = read("{\"a\":false,\"b\":\"false\",\"c\":0}");

        assertEquals(Optional.of(false), fields.optional("a", FieldType.flag()));
        fields.optional("b", FieldType.flag());
        fields.optional("c", FieldType.flag());

        assertEquals(List.of("b", "c"), wrong(fields));
    }

    /// A body cannot make the answer as long as itself.
    @Test
    void finish_manyProblems_areCutShort() throws IOException {
        StringBuilder body = new StringBuilder("{");
        for (int i = 0; i < 1_000; i++) {
            body.append("\"f").append(i).append("\":1,");
        }
        JsonFields fields = read(body.append("\"a\":1}").toString());

        assertEquals(20, wrong(fields).size());
    }

    /// Nesting counts in unknown fields too, and a value that is no scalar is read to its end.
    @Test
    void nested_isReadAndRefusedByName() throws IOException {
        assertEquals(List.of("x"), wrong(read("{\"x\":{\"y\":[1,{\"z\":2}]}}")));
        assertEquals(
                ProblemCode.REQUEST_MALFORMED,
                refused("{\"x\":" + "{\"y\":".repeat(16) + "1" + "}".repeat(17)).code());
    }

    @Test
    void size_isBounded() throws IOException {
        String fill = "a".repeat(BodyReader.MAX_BYTES - 8);
        assertEquals(Optional.of(fill), read("{\"a\":\"" + fill + "\"}").optional("a", TEXT));
        assertEquals(
                ProblemCode.REQUEST_TOO_LARGE,
                refused("{\"a\":\"" + fill + "a\"}").code());
    }

    private JsonFields read(String body) throws IOException {
        return reader.read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    private RefusedException refused(String body) {
        return assertThrows(RefusedException.class, () -> read(body));
    }

    private static List<String> wrong(JsonFields fields) {
        RefusedException refused = assertThrows(RefusedException.class, () -> fields.finish(() -> "unreachable"));
        assertEquals(ProblemCode.REQUEST_INVALID, refused.code());
        return refused.fields().stream().map(FieldProblem::field).toList();
    }
}
