package dev.ostiary.control.console;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.control.wiring.Installation;
import dev.ostiary.core.authority.Permission;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// Where an organization's pages begin.
@ConsolePage
final class HomePage {
    private final Installation installation;

    HomePage(Installation installation) {
        this.installation = installation;
    }

    @GetMapping("/org/{org}")
    @Needs(Permission.ORGANIZATION_READ)
    String home(Model model) {
        model.addAttribute("gatewayUrl", installation.gatewayUrl());
        return "console/home";
    }
}
