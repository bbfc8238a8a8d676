package dev.ostiary.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ostiary.gateway.json.JsonBody;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The fields that are cut out of JSON bodies: what is left is JSON, says what it said, and has none of them.
public final class JsonBodyFuzz implements FuzzTarget {
    private static final Set<String> NAMES = Set.of("api_key", "k");
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @Override
    public List<String> seeds() {
        return List.of(
                "{\"api_key\":\"secret\",\"a\":1}",
                "{\"a\":1,\"api_key\":\"secret\"}",
                "{ \"a\" : [1, {\"k\": 2}] , \"k\" : {\"x\":null} , \"b\" : \"\\u006b\" }",
                "{\"\\u006b\":\"escaped\",\"k2\":1}",
                "{\"k\":\"one\",\"k\":\"two\"}",
                "[{\"k\":1}]",
                "{}",
                "{\"k\":1} ",
                "{\"k\":1}{\"k\":2}",
                "\u00ef\u00bb\u00bf{\"k\":1}",
                "[".repeat(70) + "]".repeat(70),
                "{\"k\":\"\u00c3\u00bc\",\"n\":1e400}");
    }

    @Override
    public void run(byte[] input) {
        JsonBody body = JsonBody.parse(input, NAMES);
        if (body == null) {
            return;
        }
        byte[] rest = body.rest();
        if (rest == null) {
            BrokenPromiseException.unless(
                    body.text("k") == null && body.text("api_key") == null, "a field that is read is cut out");
            return;
        }
        JsonNode before = tree(input);
        JsonNode after = tree(rest);
        BrokenPromiseException.unless(after != null, "what is left is JSON: " + new String(rest, ISO_8859_1));
        if (before != null && after != null) {
            BrokenPromiseException.unlessSame(others(before), others(after), "all else is as it was");
            NAMES.forEach(name -> BrokenPromiseException.unless(!after.has(name), "no field is left"));
        }
        JsonBody again = JsonBody.parse(rest, NAMES);
        BrokenPromiseException.unless(again != null && again.rest() == null, "nothing is left to cut out");
    }

    private static @Nullable JsonNode tree(byte[] json) {
        try {
            return MAPPER.readTree(new String(json, UTF_8));
        } catch (JacksonException unreadable) {
            return null;
        }
    }

    private static Map<String, String> others(JsonNode object) {
        Map<String, String> others = new TreeMap<>();
        object.properties()
                .forEach(field -> others.put(field.getKey(), field.getValue().toString()));
        others.keySet().removeAll(NAMES);
        return others;
    }
}
