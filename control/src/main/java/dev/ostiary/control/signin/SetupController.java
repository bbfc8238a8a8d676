package dev.ostiary.control.signin;

import dev.ostiary.control.openapi.OpenToAll;
import dev.ostiary.control.openapi.Refuses;
import dev.ostiary.control.security.RequestSources;
import dev.ostiary.control.wiring.SignInOperations;
import dev.ostiary.core.problem.ProblemCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/setup")
@Tag(name = "session")
final class SetupController {
    private final SignInOperations signIn;
    private final OpenedSessions opened;
    private final RequestSources sources;

    SetupController(SignInOperations signIn, OpenedSessions opened, RequestSources sources) {
        this.signIn = signIn;
        this.opened = opened;
        this.sources = sources;
    }

    @PostMapping
    @OpenToAll
    @Operation(
            operationId = "setUp",
            summary = "Make the first account",
            description = "With the token in the link that the server printed when it started without an account. The"
                    + " account is an operator, and owns the organization `default`.")
    @Refuses(ProblemCode.SETUP_LINK_INVALID)
    SessionBody setUp(@RequestBody Setup request, HttpServletRequest exchange, HttpServletResponse response) {
        return opened.answer(signIn.setUp().setUp(request.token(), request.person(), sources.of(exchange)), response);
    }
}
