package dev.ostiary.control.console;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.control.request.PublicAddress;
import dev.ostiary.control.rest.ListOf;
import dev.ostiary.control.rest.NodeBody;
import dev.ostiary.control.signin.AccountBody;
import dev.ostiary.control.signin.IdentityBody;
import dev.ostiary.control.signin.IdentityProviderBody;
import dev.ostiary.control.signin.PasskeyBody;
import dev.ostiary.control.wiring.SignInOperations;
import dev.ostiary.core.account.Account;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.authority.Role;
import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.IdentityProviderId;
import dev.ostiary.core.node.NodeStanding;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.store.Store;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Nodes, accounts and single sign-on: what operators of the installation look after.
@ConsolePage
@RequestMapping("/installation")
final class InstallationPages {
    private final Store store;
    private final SignInOperations signIn;
    private final PublicAddress address;
    private final Clock clock;

    InstallationPages(Store store, SignInOperations signIn, PublicAddress address, Clock clock) {
        this.store = store;
        this.signIn = signIn;
        this.address = address;
        this.clock = clock;
    }

    @GetMapping("/nodes")
    @Needs(Permission.NODES_READ)
    String nodes(Model model) {
        long head = store.feed().head();
        Instant now = clock.instant();
        model.addAttribute("changes", head);
        model.addAttribute(
                "nodes",
                NodeStanding.of(store.nodes().list(), head).stream()
                        .map(standing -> NodeBody.of(standing, now))
                        .toList());
        return "console/nodes";
    }

    @GetMapping("/accounts")
    @Needs(Permission.INSTALLATION_MANAGE)
    String accounts(
            @AuthenticationPrincipal Actor actor,
            @RequestParam MultiValueMap<String, String> given,
            HttpServletRequest request,
            Model model) {
        PageQuery query = new PageQuery(request.getRequestURI(), given);
        model.addAttribute("query", query);
        model.addAttribute("accounts", ListOf.of(signIn.accounts().list(actor, query.named()), AccountBody::of));
        return "console/accounts";
    }

    @GetMapping("/accounts/new")
    @Needs(Permission.INSTALLATION_MANAGE)
    String newAccount() {
        return "console/account-dialogs :: create";
    }

    @GetMapping("/accounts/{account}/edit")
    @Needs(Permission.INSTALLATION_MANAGE)
    String edit(@AuthenticationPrincipal Actor actor, @PathVariable String account, Model model) {
        AccountId id = AccountId.parse(account).orElseThrow(RefusedException::notFound);
        Account found = signIn.accounts().get(actor, id);
        model.addAttribute("account", AccountBody.of(found));
        model.addAttribute("version", found.version().value());
        model.addAttribute(
                "passkeys",
                signIn.credentials().passkeys(actor, id).stream()
                        .map(PasskeyBody::of)
                        .toList());
        model.addAttribute(
                "identities",
                signIn.credentials().identities(actor, id).stream()
                        .map(IdentityBody::of)
                        .toList());
        model.addAttribute(
                "providers",
                signIn.identityProviders().list(actor).stream()
                        .collect(Collectors.toMap(
                                provider -> provider.id().value(),
                                provider -> provider.settings().name().value())));
        return "console/account-dialogs :: edit";
    }

    @GetMapping("/accounts/{account}/password")
    @Needs(Permission.INSTALLATION_MANAGE)
    String password(@AuthenticationPrincipal Actor actor, @PathVariable String account, Model model) {
        AccountId id = AccountId.parse(account).orElseThrow(RefusedException::notFound);
        model.addAttribute("account", AccountBody.of(signIn.accounts().get(actor, id)));
        return "console/account-dialogs :: password";
    }

    @GetMapping("/single-sign-on")
    @Needs(Permission.INSTALLATION_MANAGE)
    String providers(@AuthenticationPrincipal Actor actor, HttpServletRequest request, Model model) {
        model.addAttribute(
                "providers",
                signIn.identityProviders().list(actor).stream()
                        .map(IdentityProviderBody::of)
                        .toList());
        model.addAttribute("redirectUri", address.origin(request) + "/sign-in/oidc/callback");
        return "console/single-sign-on";
    }

    @GetMapping("/single-sign-on/new")
    @Needs(Permission.INSTALLATION_MANAGE)
    String newProvider(Model model) {
        addChoices(model);
        return "console/single-sign-on-dialogs :: create";
    }

    @GetMapping("/single-sign-on/{provider}/{dialog:edit|test|delete}")
    @Needs(Permission.INSTALLATION_MANAGE)
    String provider(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String provider,
            @PathVariable String dialog,
            Model model) {
        IdentityProviderId id = IdentityProviderId.parse(provider).orElseThrow(RefusedException::notFound);
        model.addAttribute(
                "provider", IdentityProviderBody.of(signIn.identityProviders().get(actor, id)));
        addChoices(model);
        return "console/single-sign-on-dialogs :: " + dialog;
    }

    private void addChoices(Model model) {
        model.addAttribute(
                "organizations",
                store.organizations().list(PageRequest.largest()).items());
        model.addAttribute("roles", Arrays.stream(Role.values()).map(Role::text).toList());
    }
}
