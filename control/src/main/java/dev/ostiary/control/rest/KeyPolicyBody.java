package dev.ostiary.control.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ostiary.core.key.KeyPolicy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.Optional;

@Schema(name = "KeyPolicy", description = "What the organization allows of its keys.")
record KeyPolicyBody(
        @Schema(
                description = "How long a key may live from when it is made or its expiry is set; null for any time.",
                example = "PT2160H",
                types = {"string", "null"})
        Optional<String> longestLife,

        @Schema(description = "Whether keys may never expire.")
        boolean mayNeverExpire,

        @Schema(
                description = "How many live keys there may be; null for any number.",
                example = "1000",
                types = {"integer", "null"})
        Optional<Integer> mostLiveKeys,

        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<AppliedBody> applied) {
    static KeyPolicyBody of(KeyPolicy policy, Optional<AppliedBody> applied) {
        return new KeyPolicyBody(
                policy.longestLife().map(Duration::toString), policy.mayNeverExpire(), policy.mostLiveKeys(), applied);
    }
}
