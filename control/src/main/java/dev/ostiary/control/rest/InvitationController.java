package dev.ostiary.control.rest;

import static dev.ostiary.core.problem.ProblemCode.MEMBER_EXISTS;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.control.openapi.Refuses;
import dev.ostiary.control.request.PublicAddress;
import dev.ostiary.control.wiring.MemberOperations;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.member.InvitationStore;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.store.Store;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/organizations/{org}/invitations")
@Tag(name = "invitations", description = "Links that let people become members, each for one address and once.")
final class InvitationController {
    private final InvitationStore invitations;
    private final MemberOperations operations;
    private final References references;
    private final PublicAddress address;

    InvitationController(Store store, MemberOperations operations, References references, PublicAddress address) {
        this.address = address;
        this.invitations = store.invitations();
        this.operations = operations;
        this.references = references;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Needs(Permission.MEMBERS_MANAGE)
    @Operation(
            operationId = "createInvitation",
            summary = "Invite a person",
            description =
                    "For a week. A second invitation of an address ends the first. The role may not be wider than what "
                            + "the actor may.")
    @Refuses(MEMBER_EXISTS)
    ResponseEntity<NewInvitationBody> create(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @RequestBody NewInvitationRequest request,
            HttpServletRequest exchange) {
        Organization organization = references.organization(actor, org);
        NewInvitationBody body = NewInvitationBody.of(
                operations.invite().invite(actor, organization.id(), request.email(), request.role()),
                address.origin(exchange));
        return Answers.created(
                "/api/v1/organizations/" + organization.id() + "/invitations/"
                        + body.invitation().id(),
                body);
    }

    @GetMapping
    @Needs(Permission.MEMBERS_READ)
    @Operation(
            operationId = "listInvitations",
            summary = "List invitations",
            description = "Those that were neither accepted nor taken back, without what stands in their links.")
    ListOf<InvitationBody> list(@AuthenticationPrincipal Actor actor, @PathVariable String org, PageRequest page) {
        Organization organization = references.organization(actor, org);
        return ListOf.of(invitations.list(organization.id(), page), InvitationBody::of);
    }

    @GetMapping("/{invitation}")
    @Needs(Permission.MEMBERS_READ)
    @Operation(operationId = "getInvitation", summary = "Get an invitation")
    InvitationBody get(
            @AuthenticationPrincipal Actor actor, @PathVariable String org, @PathVariable String invitation) {
        Organization organization = references.organization(actor, org);
        return InvitationBody.of(invitations
                .find(organization.id(), references.invitation(invitation))
                .orElseThrow(RefusedException::notFound));
    }

    @DeleteMapping("/{invitation}")
    @Needs(Permission.MEMBERS_MANAGE)
    @Operation(
            operationId = "revokeInvitation",
            summary = "Take an invitation back",
            description = "Its link lets nobody in any more.")
    DeletedBody revoke(
            @AuthenticationPrincipal Actor actor, @PathVariable String org, @PathVariable String invitation) {
        Organization organization = references.organization(actor, org);
        return DeletedBody.of(
                operations.revokeInvitation().revoke(actor, organization.id(), references.invitation(invitation)),
                revoked -> revoked.id().value());
    }
}
