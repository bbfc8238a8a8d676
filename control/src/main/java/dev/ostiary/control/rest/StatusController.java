package dev.ostiary.control.rest;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.control.wiring.Installation;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.ChangeFeed;
import dev.ostiary.core.node.NodeRegistry;
import dev.ostiary.core.node.NodeReport;
import dev.ostiary.core.store.Store;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/status")
@Tag(name = "status", description = "How the installation stands.")
final class StatusController {
    private final ChangeFeed feed;
    private final NodeRegistry nodes;
    private final Installation installation;
    private final Clock clock;

    StatusController(Store store, Installation installation, Clock clock) {
        this.feed = store.feed();
        this.nodes = store.nodes();
        this.installation = installation;
        this.clock = clock;
    }

    @GetMapping
    @Needs({})
    @Operation(operationId = "getStatus", summary = "Get the status")
    StatusBody status(@AuthenticationPrincipal Actor actor) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        boolean seesInstallation = actor.grants().may(Permission.NODES_READ);
        return new StatusBody(
                installation.version(),
                installation.gatewayUrl(),
                seesInstallation ? Optional.of(feed.head()) : Optional.empty(),
                seesInstallation ? Optional.of(live(now)) : Optional.empty(),
                installation.startedAt());
    }

    private List<StatusBody.NodeBody> live(Instant now) {
        return nodes.list().stream()
                .filter(NodeReport::isLive)
                .sorted(Comparator.comparing(
                        (NodeReport report) -> report.heartbeat().node().id().value()))
                .map(report -> StatusBody.NodeBody.of(report, now))
                .toList();
    }
}
