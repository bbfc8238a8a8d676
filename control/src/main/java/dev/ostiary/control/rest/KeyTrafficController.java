package dev.ostiary.control.rest;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.key.KeyStore;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.store.Store;
import dev.ostiary.core.traffic.TrafficSubject;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/organizations/{org}/keys/{key}/traffic")
@Tag(name = "traffic")
final class KeyTrafficController {
    private final KeyStore keys;
    private final TrafficReads traffic;
    private final References references;

    KeyTrafficController(Store store, TrafficReads traffic, References references) {
        this.keys = store.keys();
        this.traffic = traffic;
        this.references = references;
    }

    @GetMapping
    @Needs(Permission.KEYS_READ)
    @Operation(
            operationId = "getKeyTraffic",
            summary = "Get what became of the requests with a key",
            description = "Also of those that were refused. Nodes tell every five seconds.")
    TrafficBody get(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @PathVariable String key,
            @Parameter(description = TrafficRequests.RANGE_BY_HOURS, example = "P30D")
                    @RequestParam(required = false)
                    @Nullable
                    String range) {
        Organization organization = references.organization(actor, org);
        KeyId id = references.key(key);
        RefusedException.requireFound(keys.find(organization.id(), id));
        return traffic.history(
                organization.id(), Optional.of(new TrafficSubject.Key(id)), TrafficRequests.rangeByHours(range));
    }
}
