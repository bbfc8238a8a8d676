package dev.ostiary.control.rest;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.control.wiring.CreditOperations;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.credit.CreditAccount;
import dev.ostiary.core.credit.CreditAccountId;
import dev.ostiary.core.credit.CreditDays;
import dev.ostiary.core.credit.CreditMonth;
import dev.ostiary.core.credit.CreditStore;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.key.KeyStore;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.precondition.Precondition;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.store.Store;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.YearMonth;
import java.util.Optional;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/organizations/{org}/keys/{key}/credits")
@Tag(name = "credits")
final class KeyCreditController {
    private final KeyStore keys;
    private final CreditStore credits;
    private final CreditOperations operations;
    private final References references;
    private final Clock clock;

    KeyCreditController(Store store, CreditOperations operations, References references, Clock clock) {
        this.keys = store.keys();
        this.credits = store.credits();
        this.operations = operations;
        this.references = references;
        this.clock = clock;
    }

    @GetMapping
    @Needs(Permission.KEYS_READ)
    @Operation(operationId = "getKeyCredits", summary = "Get what is left for a key")
    KeyCreditsBody get(@AuthenticationPrincipal Actor actor, @PathVariable String org, @PathVariable String key) {
        Organization organization = references.organization(actor, org);
        KeyId id = references.key(key);
        RefusedException.requireFound(keys.find(organization.id(), id));
        Optional<Long> left = credits.find(CreditAccountId.of(id)).map(CreditAccount::granted);
        return new KeyCreditsBody(id.value(), left, month().toString(), spent(organization, id), Optional.empty());
    }

    @PutMapping
    @Needs(Permission.KEYS_ISSUE)
    @Operation(
            operationId = "setKeyCredits",
            summary = "Say what is left for a key of its own",
            description = "Its calls are paid from these and from the organization's. Rotating the key leaves them as"
                    + " they are: the new secret and the old one share them.")
    KeyCreditsBody set(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @PathVariable String key,
            @RequestBody KeyCreditsRequest request) {
        Organization organization = references.organization(actor, org);
        KeyId id = references.key(key);
        long spent = spent(organization, id);
        Recorded<ApiKey> set = operations.keys().set(actor, organization.id(), id, request.left(), Precondition.NONE);
        return new KeyCreditsBody(
                id.value(), request.left(), month().toString(), spent, Optional.of(AppliedBody.of(set.applied())));
    }

    private YearMonth month() {
        return CreditMonth.month(CreditMonth.of(clock.instant()));
    }

    private long spent(Organization organization, KeyId key) {
        return credits.spent(organization.id(), key, CreditDays.of(month()));
    }
}
