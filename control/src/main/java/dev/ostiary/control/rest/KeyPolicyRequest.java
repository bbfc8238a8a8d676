package dev.ostiary.control.rest;

import dev.ostiary.control.json.FieldType;
import dev.ostiary.control.json.JsonFields;
import dev.ostiary.core.key.KeyPolicy;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import java.time.Duration;
import java.util.Optional;

@Schema(
        name = "NewKeyPolicy",
        description = "What the organization shall allow of its keys from now on.",
        additionalProperties = AdditionalPropertiesValue.FALSE)
record KeyPolicyRequest(
        @Schema(
                description = "How long a key may live; any time when left out.",
                example = "P90D",
                types = {"string", "null"})
        Optional<Duration> longestLife,

        @Schema(
                description = "Whether keys may never expire; true when left out and there is no longest life.",
                types = {"boolean", "null"})
        boolean mayNeverExpire,

        @Schema(
                description = "How many live keys there may be; any number when left out.",
                example = "1000",
                types = {"integer", "null"})
        Optional<Integer> mostLiveKeys) {
    private static final FieldType<Duration> LIFE = FieldType.text(
            text -> KeyFields.duration(text).filter(KeyPolicy::isLife),
            "give a time such as P90D, 1 minute to 3650 days, or null for any");
    private static final FieldType<Integer> COUNT = new FieldType<>(
            node -> node.isIntegralNumber() && node.canConvertToInt()
                    ? Optional.of(node.intValue()).filter(KeyPolicy::isCount)
                    : Optional.empty(),
            "give a whole number from 1 to " + KeyPolicy.MAX_KEYS + ", or null for any");

    static KeyPolicyRequest read(JsonFields fields) {
        Optional<Duration> life = fields.optional("longestLife", LIFE);
        boolean mayNeverExpire = fields.optional("mayNeverExpire", Fields.FLAG).orElse(life.isEmpty());
        Optional<Integer> most = fields.optional("mostLiveKeys", COUNT);
        if (life.isPresent() && mayNeverExpire) {
            fields.problem("mayNeverExpire", "give false, or no longest life: a key without an expiry outlives any");
        }
        return fields.finish(() -> new KeyPolicyRequest(life, mayNeverExpire, most));
    }

    KeyPolicy policy() {
        return new KeyPolicy(longestLife, mayNeverExpire, mostLiveKeys);
    }
}
