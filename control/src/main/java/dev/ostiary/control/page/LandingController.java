package dev.ostiary.control.page;

import dev.ostiary.control.console.LastOrganization;
import dev.ostiary.control.security.HostCookie;
import dev.ostiary.control.wiring.Installation;
import dev.ostiary.control.wiring.SignInOperations;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Grants;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.organization.OrganizationStore;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.store.Store;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// The first page: what this is, and what to do next, as long as nobody has set it up. Then it leads to the console,
/// and strangers, who need not know the address of the gateway and the version, to where one signs in.
@Controller
final class LandingController {
    private final Installation installation;
    private final SignInOperations signIn;
    private final HostCookie cookie;
    private final OrganizationStore organizations;
    private final LastOrganization last;

    LandingController(
            Installation installation, SignInOperations signIn, HostCookie cookie, Store store, LastOrganization last) {
        this.installation = installation;
        this.signIn = signIn;
        this.cookie = cookie;
        this.organizations = store.organizations();
        this.last = last;
    }

    @GetMapping("/")
    String landing(HttpServletRequest request, Model model) {
        Optional<Actor> actor = cookie.read(request)
                .flatMap(token -> signIn.sessions().find(token))
                .flatMap(session -> signIn.people().find(session.account()));
        Optional<Organization> home = actor.flatMap(known -> home(known, request));
        if (home.isPresent()) {
            return "redirect:/org/" + home.get().id();
        }
        if (actor.isEmpty() && signIn.prepareSetup().isDone()) {
            return "redirect:/sign-in";
        }
        model.addAttribute("version", installation.version());
        model.addAttribute("gatewayUrl", installation.gatewayUrl());
        model.addAttribute("isSignedIn", actor.isPresent());
        return "landing";
    }

    /// The organization that a person begins at: the one that was shown last in this browser, else the first by
    /// name of those that are theirs, or of all.
    private Optional<Organization> home(Actor actor, HttpServletRequest request) {
        Grants grants = actor.grants();
        return last.find(actor, request)
                .or(() -> organizations.named(grants.within().keySet()).stream().findFirst())
                .or(() -> grants.seesAll()
                        ? organizations.search("", new PageRequest(1, Optional.empty())).items().stream()
                                .findFirst()
                        : Optional.empty());
    }
}
