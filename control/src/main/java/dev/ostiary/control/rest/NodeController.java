package dev.ostiary.control.rest;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.ChangeFeed;
import dev.ostiary.core.node.NodeRegistry;
import dev.ostiary.core.node.NodeStanding;
import dev.ostiary.core.store.Store;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/nodes")
@Tag(name = "nodes", description = "The gateways, and how far each has applied what was changed.")
final class NodeController {
    private final ChangeFeed feed;
    private final NodeRegistry nodes;
    private final Clock clock;

    NodeController(Store store, Clock clock) {
        this.feed = store.feed();
        this.nodes = store.nodes();
        this.clock = clock;
    }

    @GetMapping
    @Needs(Permission.NODES_READ)
    @Operation(operationId = "listNodes", summary = "List gateway nodes")
    NodesBody list() {
        long head = feed.head();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new NodesBody(
                head,
                NodeStanding.of(nodes.list(), head).stream()
                        .map(standing -> NodeBody.of(standing, now))
                        .toList());
    }
}
