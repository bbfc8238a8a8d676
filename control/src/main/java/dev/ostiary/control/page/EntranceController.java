package dev.ostiary.control.page;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// The pages by which people come in. What they do, the API does.
@Controller
final class EntranceController {
    @GetMapping("/setup")
    String setup() {
        return "setup";
    }

    @GetMapping("/invitation")
    String invitation() {
        return "invitation";
    }

    @GetMapping("/sign-in")
    String signIn() {
        return "sign-in";
    }
}
