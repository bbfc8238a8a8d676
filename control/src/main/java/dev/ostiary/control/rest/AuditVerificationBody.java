package dev.ostiary.control.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ostiary.core.audit.AuditFault;
import dev.ostiary.core.audit.AuditPoint;
import dev.ostiary.core.audit.AuditVerdict;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

@Schema(name = "AuditVerification", description = "How far a chain was verified, and what was found.")
public record AuditVerificationBody(
        AuditPointBody verified,
        AuditPointBody head,

        @Schema(description = "Whether that is all; otherwise go on with `verified` as `after`.", example = "true")
        boolean complete,

        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<FaultBody> fault) {
    static AuditVerificationBody of(AuditVerdict verdict) {
        return new AuditVerificationBody(
                AuditPointBody.of(verdict.verified()),
                AuditPointBody.of(verdict.head().orElse(AuditPoint.START)),
                verdict.isComplete(),
                verdict.fault().map(FaultBody::of));
    }

    @Schema(name = "AuditFault", description = "Where the chain is broken; absent when it is not.")
    public record FaultBody(
            @Schema(description = "The first number at which it is.", example = "17")
            long seq,

            @Schema(description = "In which way, in a word.", example = "altered")
            String kind,

            @Schema(description = "In which way.", example = "the event is not what was written")
            String detail) {
        static FaultBody of(AuditFault fault) {
            return new FaultBody(fault.seq(), fault.kind().text(), fault.kind().sentence());
        }
    }
}
