package dev.ostiary.control.rest;

import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.key.Identification;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@Schema(name = "Identification", description = "What a text led to.")
record IdentificationBody(
        @Schema(description = "The keys it belongs to, at most 20; none when it is of no key of the organization.")
        List<IdentifiedKeyBody> keys,

        @Schema(description = "The test keys it belongs to, which no list shows.")
        List<IdentifiedTestKeyBody> testKeys,

        @Schema(
                description = "What would tell several keys apart; null when nothing is to be told apart.",
                example = "several keys begin so: give the last four characters too, as in abcd…wxyz",
                types = {"string", "null"})
        Optional<String> hint,

        AppliedBody applied) {
    static IdentificationBody of(Recorded<Identification> recorded, Instant now) {
        Identification found = recorded.value();
        return new IdentificationBody(
                found.keys().stream().map(key -> IdentifiedKeyBody.of(key, now)).toList(),
                found.testKeys().stream().map(IdentifiedTestKeyBody::of).toList(),
                found.hint(),
                AppliedBody.of(recorded.applied()));
    }
}
