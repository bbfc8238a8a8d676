package dev.ostiary.control.rest;

import dev.ostiary.core.change.Recorded;
import io.swagger.v3.oas.annotations.media.Schema;

@Schema(name = "ChangedGeneration", description = "Which generation of the master key was made or retired.")
record ChangedGenerationBody(
        @Schema(description = "Its number.", example = "2") int generation, AppliedBody applied) {

    static ChangedGenerationBody of(Recorded<Integer> recorded) {
        return new ChangedGenerationBody(recorded.value(), AppliedBody.of(recorded.applied()));
    }
}
