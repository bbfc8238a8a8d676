package dev.ostiary.app.client;

import dev.ostiary.app.terminal.CommandException;
import dev.ostiary.app.terminal.ExitCode;
import dev.ostiary.app.terminal.Printable;
import dev.ostiary.core.problem.ProblemCode;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Puts an answer that is no success into words and an exit code.
final class Refusals {
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;

    private Refusals() {}

    static CommandException of(URI server, int status, Optional<JsonNode> document, String subject) {
        if (status == UNAUTHORIZED) {
            // Told by the status alone: the JDK's client may keep the body of a 401 to itself.
            return unauthorized(server);
        }
        Optional<String> code = document.flatMap(problem -> problem.path("code").stringValueOpt());
        if (code.isEmpty()) {
            return new CommandException(
                    ExitCode.FAILED,
                    server + " answers (" + status + ") but is not the control plane of Ostiary; check --url");
        }
        if (code.get().equals("route.not-found")) {
            return new CommandException(
                    ExitCode.FAILED, server + " is the gateway; give the address of the control plane with --url");
        }
        if (status == NOT_FOUND) {
            return new CommandException(ExitCode.NOT_FOUND, "there is no " + Printable.clean(subject));
        }
        return new CommandException(
                status < 500 ? ExitCode.REFUSED : ExitCode.FAILED, sentence(status, code.get(), document.get()));
    }

    static CommandException unauthorized(URI server) {
        return new CommandException(
                ExitCode.REFUSED,
                "the management key is not valid at " + server
                        + "; give its own with --key or OSTIARY_KEY, or name its data folder with --data");
    }

    private static String sentence(int status, String code, JsonNode problem) {
        String fields = problem.path("errors").values().stream()
                .map(error -> error.path("field").stringValue("") + ": "
                        + error.path("remedy").stringValue(""))
                .collect(Collectors.joining("; "));
        // No field was wrong, and the sentence names the permission.
        boolean isDenied = code.equals(ProblemCode.PERMISSION_DENIED.code());
        String reason = fields.isEmpty() || isDenied ? problem.path("detail").stringValue("") : fields;
        String sentence = Printable.clean(reason) + " (" + Printable.clean(code);
        String requestId = problem.path("requestId").stringValue("");
        return status < 500 || requestId.isEmpty()
                ? sentence + ")"
                : sentence + ", request " + Printable.clean(requestId) + ")";
    }
}
