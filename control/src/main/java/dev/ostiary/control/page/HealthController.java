package dev.ostiary.control.page;

import dev.ostiary.control.openapi.OpenToAll;
import dev.ostiary.control.wiring.Installation;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// What a load balancer or an orchestrator asks.
@RestController
@Tag(name = "health", description = "What a load balancer asks. No credential is needed.")
final class HealthController {
    private static final Health UP = new Health("up");
    private static final Health DOWN = new Health("down");

    private final Installation installation;

    HealthController(Installation installation) {
        this.installation = installation;
    }

    @OpenToAll
    @GetMapping("/healthz")
    @Operation(operationId = "getHealth", summary = "Whether the process lives")
    Health health() {
        return UP;
    }

    @OpenToAll
    @GetMapping("/readyz")
    @Operation(operationId = "getReadiness", summary = "Whether requests can be served")
    @ApiResponse(responseCode = "200", description = "They can.")
    @ApiResponse(
            responseCode = "503",
            description = "Not now.",
            content = @Content(schema = @Schema(implementation = Health.class)))
    ResponseEntity<Health> readiness() {
        return installation.isReady()
                ? ResponseEntity.ok(UP)
                : ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).body(DOWN);
    }

    @Schema(name = "Health", description = "Up or down.")
    record Health(
            @Schema(
                    description = "How it is.",
                    allowableValues = {"up", "down"},
                    example = "up")
            String status) {}
}
