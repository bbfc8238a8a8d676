package dev.ostiary.control.rest;

import static dev.ostiary.core.problem.ProblemCode.PLAN_IN_USE;
import static dev.ostiary.core.problem.ProblemCode.SLUG_TAKEN;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.control.openapi.Refuses;
import dev.ostiary.control.openapi.Versioned;
import dev.ostiary.control.wiring.CreditOperations;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.credit.Plan;
import dev.ostiary.core.credit.PlanStore;
import dev.ostiary.core.credit.Plans;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.precondition.Precondition;
import dev.ostiary.core.store.Store;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/plans")
@Tag(
        name = "plans",
        description = "What organizations may spend in a month, and what calls cost them. Plans are the installation's;"
                + " an organization without one is not metered.")
final class PlanController {
    private final PlanStore store;
    private final Plans plans;
    private final References references;

    PlanController(Store store, CreditOperations operations, References references) {
        this.store = store.plans();
        this.plans = operations.plans();
        this.references = references;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Needs(Permission.INSTALLATION_MANAGE)
    @Operation(operationId = "createPlan", summary = "Create a plan")
    @Refuses(SLUG_TAKEN)
    @Versioned
    ResponseEntity<PlanBody> create(@AuthenticationPrincipal Actor actor, @RequestBody NewPlan request) {
        Recorded<Plan> created =
                plans.create(actor, request.slug(), request.nameOrSlug(), request.credits(), request.costs());
        return Answers.created(
                "/api/v1/plans/" + created.value().id(), created.value().version(), PlanBody.of(created));
    }

    @GetMapping
    @Needs(Permission.INSTALLATION_MANAGE)
    @Operation(operationId = "listPlans", summary = "List plans")
    ListOf<PlanBody> list(PageRequest page) {
        return ListOf.of(store.list(page), PlanBody::of);
    }

    @GetMapping("/{plan}")
    @Needs(Permission.INSTALLATION_MANAGE)
    @Operation(operationId = "getPlan", summary = "Get a plan")
    @Versioned
    ResponseEntity<PlanBody> get(@PathVariable String plan) {
        Plan found = references.plan(plan);
        return Answers.versioned(found.version(), PlanBody.of(found));
    }

    @PatchMapping("/{plan}")
    @Needs(Permission.INSTALLATION_MANAGE)
    @Operation(
            operationId = "editPlan",
            summary = "Edit a plan",
            description = "Organizations that have it are held to what it says from the next call on; what they spent"
                    + " this month stays spent.")
    @Versioned
    ResponseEntity<PlanBody> edit(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String plan,
            Precondition precondition,
            @RequestBody PlanEditRequest request) {
        Recorded<Plan> changed = plans.edit(actor, references.plan(plan).id(), request.edit(), precondition);
        return Answers.versioned(changed.value().version(), PlanBody.of(changed));
    }

    @DeleteMapping("/{plan}")
    @Needs(Permission.INSTALLATION_MANAGE)
    @Operation(operationId = "deletePlan", summary = "Delete a plan", description = "One that no organization has.")
    @Refuses(PLAN_IN_USE)
    DeletedBody delete(@AuthenticationPrincipal Actor actor, @PathVariable String plan, Precondition precondition) {
        return DeletedBody.of(
                plans.delete(actor, references.plan(plan).id(), precondition),
                deleted -> deleted.id().value());
    }
}
