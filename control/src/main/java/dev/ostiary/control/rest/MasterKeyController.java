package dev.ostiary.control.rest;

import static dev.ostiary.core.problem.ProblemCode.MASTER_KEY_FIXED;
import static dev.ostiary.core.problem.ProblemCode.MASTER_KEY_IN_USE;
import static dev.ostiary.core.problem.ProblemCode.MASTER_KEY_ROTATING;
import static dev.ostiary.core.problem.ProblemCode.RESOURCE_NOT_FOUND;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.control.openapi.Refuses;
import dev.ostiary.control.wiring.MasterKeyOperations;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.problem.RefusedException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.regex.Pattern;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/master-key")
@Tag(
        name = "master-key",
        description =
                "The key that everything secret is kept under, of the whole installation. Only a management key of"
                        + " the whole installation may see or change how it stands.")
final class MasterKeyController {
    private static final Pattern GENERATION = Pattern.compile("[1-9][0-9]{0,5}");

    private final MasterKeyOperations operations;

    MasterKeyController(MasterKeyOperations operations) {
        this.operations = operations;
    }

    @GetMapping
    @Needs(Permission.INSTALLATION_MANAGE)
    @Operation(
            operationId = "getMasterKey",
            summary = "Get how the master key stands",
            description = "Shows how far a rotation is.")
    MasterKeyBody get(@AuthenticationPrincipal Actor actor) {
        return MasterKeyBody.of(operations.rotate().status(actor));
    }

    @PostMapping("/rotate")
    @Needs(Permission.INSTALLATION_MANAGE)
    @Operation(
            operationId = "rotateMasterKey",
            summary = "Rotate master key and pepper",
            description = "Makes a new generation of both, which is used as soon as every live gateway has it. Provider"
                    + " keys are encrypted anew in the background; older generations stay readable until they are"
                    + " retired.")
    @Refuses({MASTER_KEY_FIXED, MASTER_KEY_ROTATING})
    ChangedGenerationBody rotate(@AuthenticationPrincipal Actor actor) {
        return ChangedGenerationBody.of(operations.rotate().rotate(actor));
    }

    @DeleteMapping("/generations/{generation}")
    @Needs(Permission.INSTALLATION_MANAGE)
    @Operation(
            operationId = "retireMasterKey",
            summary = "Retire a generation",
            description = "One that nothing needs any more.")
    @Refuses({RESOURCE_NOT_FOUND, MASTER_KEY_IN_USE})
    ChangedGenerationBody retire(@AuthenticationPrincipal Actor actor, @PathVariable String generation) {
        if (!GENERATION.matcher(generation).matches()) {
            throw RefusedException.notFound();
        }
        return ChangedGenerationBody.of(operations.retire().retire(actor, Integer.parseInt(generation)));
    }
}
