package dev.ostiary.control.console;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.control.request.PublicAddress;
import dev.ostiary.control.rest.InvitationBody;
import dev.ostiary.control.rest.ListOf;
import dev.ostiary.control.rest.MemberBody;
import dev.ostiary.control.rest.References;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.authority.Role;
import dev.ostiary.core.member.InvitationStore;
import dev.ostiary.core.member.Member;
import dev.ostiary.core.member.MemberStore;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.store.Store;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Members: the people of an organization, what each may do there, and who is invited.
@ConsolePage
@RequestMapping("/org/{org}/members")
final class MemberPages {
    private final MemberStore members;
    private final InvitationStore invitations;
    private final References references;
    private final PublicAddress address;

    MemberPages(Store store, References references, PublicAddress address) {
        this.members = store.members();
        this.invitations = store.invitations();
        this.references = references;
        this.address = address;
    }

    @GetMapping
    @Needs(Permission.MEMBERS_READ)
    String list(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @RequestParam MultiValueMap<String, String> given,
            HttpServletRequest request,
            Model model) {
        Organization organization = references.organization(actor, org);
        PageQuery query = new PageQuery(request.getRequestURI(), given);
        model.addAttribute("query", query);
        model.addAttribute("members", ListOf.of(members.list(organization.id(), query.named()), MemberBody::of));
        model.addAttribute(
                "invitations",
                ListOf.of(invitations.list(organization.id(), PageRequest.largest()), InvitationBody::of)
                        .items());
        model.addAttribute("invitationLink", address.origin(request) + "/invitation?token=");
        return "console/members";
    }

    @GetMapping("/invite")
    @Needs(Permission.MEMBERS_MANAGE)
    String invite(@AuthenticationPrincipal Actor actor, @PathVariable String org, Model model) {
        model.addAttribute("roles", roles(actor, references.organization(actor, org)));
        return "console/member-dialogs :: invite";
    }

    @GetMapping("/invitations/{invitation}/revoke")
    @Needs(Permission.MEMBERS_MANAGE)
    String revoke(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @PathVariable String invitation,
            Model model) {
        Organization organization = references.organization(actor, org);
        model.addAttribute(
                "invitation",
                invitations
                        .find(organization.id(), references.invitation(invitation))
                        .map(InvitationBody::of)
                        .orElseThrow(RefusedException::notFound));
        return "console/member-dialogs :: revoke";
    }

    @GetMapping("/{member}/role")
    @Needs(Permission.MEMBERS_MANAGE)
    String role(
            @AuthenticationPrincipal Actor actor, @PathVariable String org, @PathVariable String member, Model model) {
        describe(actor, org, member, model);
        model.addAttribute("roles", roles(actor, references.organization(actor, org)));
        return "console/member-dialogs :: role";
    }

    @GetMapping("/{member}/remove")
    @Needs(Permission.MEMBERS_MANAGE)
    String remove(
            @AuthenticationPrincipal Actor actor, @PathVariable String org, @PathVariable String member, Model model) {
        describe(actor, org, member, model);
        return "console/member-dialogs :: remove";
    }

    private void describe(Actor actor, String org, String reference, Model model) {
        Organization organization = references.organization(actor, org);
        Member member =
                members.find(organization.id(), references.member(reference)).orElseThrow(RefusedException::notFound);
        model.addAttribute("member", MemberBody.of(member));
        model.addAttribute("version", member.version().value());
    }

    /// Those that the actor may give: none that may do more than the actor.
    private static List<String> roles(Actor actor, Organization organization) {
        Set<Permission> own = actor.grants().in(organization.id());
        return Arrays.stream(Role.values())
                .filter(role -> own.containsAll(role.permissions()))
                .map(Role::text)
                .toList();
    }
}
