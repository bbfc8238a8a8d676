package dev.ostiary.control.rest;

import dev.ostiary.core.installation.MasterKeyRecord;
import dev.ostiary.core.installation.MasterKeyStatus;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@Schema(name = "MasterKey", description = "How the master key stands. The key itself is in no answer and no database.")
record MasterKeyBody(
        @Schema(
                description = "Where it is kept.",
                allowableValues = {"file", "sealed-file", "environment"},
                example = "file")
        String source,

        @Schema(description = "The generation that new things are made under.", example = "2")
        int active,

        @Schema(description = "Those that are not retired, newest first.")
        List<GenerationBody> generations) {

    @Schema(name = "MasterKeyGeneration", description = "A generation of the master key, and of the pepper.")
    record GenerationBody(
            @Schema(description = "Its number, from 1.", example = "2")
            int generation,

            @Schema(description = "When it was made.", example = "2026-03-01T12:00:00.000Z")
            Instant createdAt,

            @Schema(description = "Who made it, as they were called then.", example = "local")
            String createdBy,

            @Schema(
                    description = "From when things are made under it; null while some gateway lacks it.",
                    example = "2026-03-01T12:00:00.000Z",
                    types = {"string", "null"})
            Optional<Instant> activatedAt,

            @Schema(description = "How many provider keys are encrypted under it.", example = "12")
            long providerKeys,

            @Schema(description = "How many live API keys have its pepper in their digest.", example = "340")
            long apiKeys,

            @Schema(description = "How many management keys have its pepper in their digest.", example = "1")
            long managementKeys,

            @Schema(description = "How many live gateways have it.")
            AppliedBody nodes) {
        static GenerationBody of(MasterKeyStatus.Generation generation) {
            MasterKeyRecord record = generation.record();
            return new GenerationBody(
                    record.generation(),
                    record.created().at(),
                    record.created().by(),
                    record.activatedAt(),
                    generation.use().providerKeys(),
                    generation.use().apiKeys(),
                    generation.use().managementKeys(),
                    AppliedBody.of(generation.nodes()));
        }
    }

    static MasterKeyBody of(MasterKeyStatus status) {
        return new MasterKeyBody(
                status.home(),
                status.active(),
                status.generations().stream().map(GenerationBody::of).toList());
    }
}
