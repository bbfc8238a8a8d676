package dev.ostiary.control.rest;

import dev.ostiary.core.change.Applied;
import io.swagger.v3.oas.annotations.media.Schema;

@Schema(name = "Applied", description = "How far a change has got: so many of the live gateway nodes obey it already.")
public record AppliedBody(
        @Schema(description = "Nodes that obey the change.", example = "1")
        int nodes,

        @Schema(description = "Nodes that are live.", example = "1")
        int of) {
    /// What is answered of it.
    public static AppliedBody of(Applied applied) {
        return new AppliedBody(applied.nodes(), applied.of());
    }
}
