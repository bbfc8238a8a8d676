package dev.ostiary.control.page;

import dev.ostiary.control.wiring.Installation;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// The first page: what this is, and what to do next.
@Controller
final class LandingController {
    private final Installation installation;

    LandingController(Installation installation) {
        this.installation = installation;
    }

    @GetMapping("/")
    String landing(Model model) {
        model.addAttribute("version", installation.version());
        model.addAttribute("gatewayUrl", installation.gatewayUrl());
        return "landing";
    }
}
