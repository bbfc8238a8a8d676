package dev.ostiary.control.page;

import dev.ostiary.control.security.HostCookie;
import dev.ostiary.control.wiring.Installation;
import dev.ostiary.control.wiring.SignInOperations;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Grants;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.organization.OrganizationStore;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.store.Store;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// The first page: what this is, and what to do next. Who is signed in goes on to the console.
@Controller
final class LandingController {
    private final Installation installation;
    private final SignInOperations signIn;
    private final HostCookie cookie;
    private final OrganizationStore organizations;

    LandingController(Installation installation, SignInOperations signIn, HostCookie cookie, Store store) {
        this.installation = installation;
        this.signIn = signIn;
        this.cookie = cookie;
        this.organizations = store.organizations();
    }

    @GetMapping("/")
    String landing(HttpServletRequest request, Model model) {
        Optional<Actor> actor = cookie.read(request)
                .flatMap(token -> signIn.sessions().find(token))
                .flatMap(session -> signIn.people().find(session.account()));
        Optional<OrganizationId> home = actor.map(Actor::grants).flatMap(this::home);
        if (home.isPresent()) {
            return "redirect:/org/" + home.get();
        }
        model.addAttribute("version", installation.version());
        model.addAttribute("gatewayUrl", installation.gatewayUrl());
        model.addAttribute("isSignedIn", actor.isPresent());
        return "landing";
    }

    /// The organization that a person begins at: the oldest of those that are theirs, or of all.
    private Optional<OrganizationId> home(Grants grants) {
        return grants.within().keySet().stream()
                .min((one, other) -> one.value().compareTo(other.value()))
                .or(() -> grants.seesAll()
                        ? organizations.list(new PageRequest(1, Optional.empty())).items().stream()
                                .map(found -> found.id())
                                .findFirst()
                        : Optional.empty());
    }
}
