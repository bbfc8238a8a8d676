package dev.ostiary.control.console;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Test: an agent is called from its page. Pages talk to their own server only, so that one makes the call.
@ConsolePage
@RequestMapping("/org/{org}/agents/{agent}/test")
final class TestPage {
    private final AgentsShown shown;
    private final TestCalls calls;

    TestPage(AgentsShown shown, TestCalls calls) {
        this.shown = shown;
        this.calls = calls;
    }

    @GetMapping
    @Needs(Permission.TEST_KEYS_ISSUE)
    String show(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @PathVariable String agent,
            @RequestParam Optional<String> environment,
            Model model) {
        AgentsShown.Shown about = shown.show(actor, org, agent, model);
        shown.chosen(shown.standings(about, model), environment)
                .ifPresent(chosen -> model.addAttribute("standing", chosen));
        return "console/test";
    }

    /// Calls the agent where it is deployed, and nothing else, and answers with what happens, as lines of JSON.
    @PostMapping("/{environment}")
    @Needs(Permission.TEST_KEYS_ISSUE)
    void call(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @PathVariable String agent,
            @PathVariable String environment,
            @RequestBody TestCall call,
            Model model,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        Standing standing = shown.standing(shown.show(actor, org, agent, model), environment);
        URI target = call.below(standing.requireUrl());
        response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
        calls.make(actor.id(), target, call, response.getOutputStream());
    }
}
