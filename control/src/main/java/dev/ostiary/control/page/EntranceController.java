package dev.ostiary.control.page;

import dev.ostiary.control.wiring.SignInOperations;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// The pages by which people come in. What they do, the API does.
@Controller
final class EntranceController {
    private final SignInOperations signIn;

    EntranceController(SignInOperations signIn) {
        this.signIn = signIn;
    }

    @GetMapping("/setup")
    String setup(Model model) {
        model.addAttribute("isDone", signIn.prepareSetup().isDone());
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
