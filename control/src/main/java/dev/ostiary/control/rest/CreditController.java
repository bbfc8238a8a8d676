package dev.ostiary.control.rest;

import dev.ostiary.control.idempotency.TakesIdempotencyKey;
import dev.ostiary.control.openapi.Needs;
import dev.ostiary.control.wiring.CreditOperations;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.Applied;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.credit.CreditAccount;
import dev.ostiary.core.credit.CreditAccountId;
import dev.ostiary.core.credit.CreditDays;
import dev.ostiary.core.credit.CreditMonth;
import dev.ostiary.core.credit.CreditStore;
import dev.ostiary.core.credit.Plan;
import dev.ostiary.core.credit.PlanStore;
import dev.ostiary.core.id.PlanId;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.store.Store;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/organizations/{org}/credits")
@Tag(name = "credits", description = "What is left for an organization and its keys, and where it went.")
final class CreditController {
    private final CreditStore credits;
    private final PlanStore plans;
    private final CreditOperations operations;
    private final References references;
    private final Clock clock;

    CreditController(Store store, CreditOperations operations, References references, Clock clock) {
        this.credits = store.credits();
        this.plans = store.plans();
        this.operations = operations;
        this.references = references;
        this.clock = clock;
    }

    @GetMapping
    @Needs(Permission.ORGANIZATION_READ)
    @Operation(operationId = "getOrganizationCredits", summary = "Get what is left for an organization")
    OrganizationCreditsBody get(@AuthenticationPrincipal Actor actor, @PathVariable String org) {
        Organization organization = references.organization(actor, org);
        CreditAccountId id = CreditAccountId.of(organization.id());
        CreditAccount account = credits.find(id)
                .orElseGet(() -> CreditAccount.empty(id, organization.id(), CreditMonth.of(clock.instant())));
        return body(account, around(account), Optional.empty());
    }

    @PutMapping("/plan")
    @Needs(Permission.INSTALLATION_MANAGE)
    @Operation(
            operationId = "setOrganizationPlan",
            summary = "Give an organization a plan, or none",
            description = "What was spent this month and what was granted stay.")
    OrganizationCreditsBody setPlan(
            @AuthenticationPrincipal Actor actor, @PathVariable String org, @RequestBody PlanChoice request) {
        Organization organization = references.organization(actor, org);
        Optional<Plan> chosen = request.plan().map(references::planField);
        Around around = new Around(chosen, spent(organization));
        Optional<PlanId> plan = chosen.map(Plan::id);
        Recorded<CreditAccount> set = operations.organizations().setPlan(actor, organization.id(), plan);
        return body(set.value(), around, Optional.of(set.applied()));
    }

    @PostMapping("/grants")
    @TakesIdempotencyKey
    @Needs(Permission.INSTALLATION_MANAGE)
    @Operation(
            operationId = "grantCredits",
            summary = "Grant an organization credits",
            description = "They come besides the plan's, are spent after those, and keep until they are spent.")
    OrganizationCreditsBody grant(
            @AuthenticationPrincipal Actor actor, @PathVariable String org, @RequestBody CreditGrant request) {
        Organization organization = references.organization(actor, org);
        Optional<Plan> plan = credits.find(CreditAccountId.of(organization.id()))
                .flatMap(CreditAccount::plan)
                .flatMap(plans::find);
        Around around = new Around(plan, spent(organization));
        Recorded<CreditAccount> granted = operations.organizations().grant(actor, organization.id(), request.credits());
        return body(granted.value(), around, Optional.of(granted.applied()));
    }

    @GetMapping("/usage")
    @Needs(Permission.KEYS_READ)
    @Operation(
            operationId = "listCreditUsage",
            summary = "List what calls cost, by key",
            description = "Of one month, the key that spent most first. Counted within a second or so.")
    ListOf<KeySpendingBody> usage(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @Parameter(description = "Of which month, by UTC; the present one when left out.", example = "2026-11")
                    @RequestParam(required = false)
                    @Nullable
                    String month,
            PageRequest page) {
        Organization organization = references.organization(actor, org);
        CreditDays days = Optional.ofNullable(month)
                .map(text -> CreditFields.month(text)
                        .map(CreditDays::of)
                        .orElseThrow(() -> RefusedException.field("month", "give a month such as 2026-11")))
                .orElseGet(this::thisMonth);
        return ListOf.of(credits.list(organization.id(), days, page), KeySpendingBody::of);
    }

    /// What is read before a change is made: when it is, it is to be answered.
    private record Around(Optional<Plan> plan, long spent) {}

    private Around around(CreditAccount account) {
        return new Around(account.plan().flatMap(plans::find), credits.spent(account.organization(), thisMonth()));
    }

    private long spent(Organization organization) {
        return credits.spent(organization.id(), thisMonth());
    }

    private CreditDays thisMonth() {
        YearMonth month = CreditMonth.month(CreditMonth.of(clock.instant()));
        return CreditDays.of(month);
    }

    private OrganizationCreditsBody body(CreditAccount account, Around around, Optional<Applied> applied) {
        Instant now = clock.instant();
        return OrganizationCreditsBody.of(account, around.plan(), around.spent(), now, applied);
    }
}
