package dev.ostiary.control.rest;

import static dev.ostiary.core.problem.ProblemCode.LAST_OWNER;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.control.openapi.Refuses;
import dev.ostiary.control.openapi.Versioned;
import dev.ostiary.control.wiring.MemberOperations;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.member.Member;
import dev.ostiary.core.member.MemberStore;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.NamedListing;
import dev.ostiary.core.precondition.Precondition;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.store.Store;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/organizations/{org}/members")
@Tag(name = "members", description = "The people of an organization, and what each may do there.")
final class MemberController {
    private final MemberStore members;
    private final MemberOperations operations;
    private final References references;

    MemberController(Store store, MemberOperations operations, References references) {
        this.members = store.members();
        this.operations = operations;
        this.references = references;
    }

    @GetMapping
    @Needs(Permission.MEMBERS_READ)
    @Operation(
            operationId = "listMembers",
            summary = "List members",
            description = "Those with the newest accounts first, unless they are sorted by name.")
    ListOf<MemberBody> list(@AuthenticationPrincipal Actor actor, @PathVariable String org, NamedListing listing) {
        Organization organization = references.organization(actor, org);
        return ListOf.of(members.list(organization.id(), listing), MemberBody::of);
    }

    @GetMapping("/{member}")
    @Needs(Permission.MEMBERS_READ)
    @Operation(operationId = "getMember", summary = "Get a member")
    @Versioned
    ResponseEntity<MemberBody> get(
            @AuthenticationPrincipal Actor actor, @PathVariable String org, @PathVariable String member) {
        Organization organization = references.organization(actor, org);
        Member found =
                members.find(organization.id(), references.member(member)).orElseThrow(RefusedException::notFound);
        return Answers.versioned(found.version(), MemberBody.of(found));
    }

    @PatchMapping("/{member}")
    @Needs(Permission.MEMBERS_MANAGE)
    @Operation(
            operationId = "changeMemberRole",
            summary = "Change a member's role",
            description =
                    "Neither the role before nor the one after may be wider than what the actor may. It holds from the "
                            + "member's next request on. The last owner stays one.")
    @Refuses(LAST_OWNER)
    @Versioned
    ResponseEntity<MemberBody> change(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @PathVariable String member,
            Precondition precondition,
            @RequestBody NewRole request) {
        Organization organization = references.organization(actor, org);
        Recorded<Member> changed = operations
                .changeRole()
                .change(actor, organization.id(), references.member(member), request.role(), precondition);
        return Answers.versioned(changed.value().version(), MemberBody.of(changed));
    }

    @DeleteMapping("/{member}")
    @Needs(Permission.MEMBERS_MANAGE)
    @Operation(
            operationId = "removeMember",
            summary = "Remove a member",
            description =
                    "The organization is gone for the member at once, and so are the management keys that the member "
                            + "made for it. The last owner cannot be removed.")
    @Refuses(LAST_OWNER)
    DeletedBody remove(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @PathVariable String member,
            Precondition precondition) {
        Organization organization = references.organization(actor, org);
        return DeletedBody.of(
                operations.remove().remove(actor, organization.id(), references.member(member), precondition),
                removed -> removed.account().id().value());
    }
}
