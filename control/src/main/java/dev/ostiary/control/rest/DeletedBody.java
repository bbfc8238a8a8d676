package dev.ostiary.control.rest;

import dev.ostiary.core.change.Recorded;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.function.Function;

@Schema(name = "Deleted", description = "What is gone.")
record DeletedBody(
        @Schema(description = "The identifier it had.", example = "key_01kj3x5v9rn2c8q4w6t0ya7mze")
        String id,

        AppliedBody applied) {
    static <T> DeletedBody of(Recorded<T> recorded, Function<T, String> id) {
        return new DeletedBody(id.apply(recorded.value()), AppliedBody.of(recorded.applied()));
    }
}
