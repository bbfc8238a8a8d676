package dev.ostiary.control.console;

import dev.ostiary.control.rest.AgentEnvironmentBody;
import dev.ostiary.core.agent.Environment;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import java.util.List;

/// How an agent stands in an environment, as pages say it.
///
/// @param body the same as the API says it
/// @param pending what the next deployment would change of what is live; where nothing is, of what it would be if
///   nobody had edited the settings
public record Standing(Environment environment, AgentEnvironmentBody body, List<SettingChange> pending) {
    /// Whether callers reach it there.
    public boolean isDeployed() {
        return body.live().isPresent();
    }

    /// Whether keys of its own are needed, and can be made.
    public boolean hasKeys() {
        return body.reason().isEmpty();
    }

    /// Who can call it there.
    public String sentence() {
        if (!isDeployed()) {
            return "Nobody can call it here: it is not deployed.";
        }
        return switch (body.keySecurity()) {
            case "on" -> "Callers need an API key.";
            case "off" -> "Everyone can call it: API key security is disabled.";
            default -> "Callers need a key of the whole organization.";
        };
    }

    /// The address that callers send to.
    public String target() {
        return body.url().map(url -> url + "/").orElse("");
    }

    /// Where callers reach it.
    ///
    /// @throws RefusedException `agent.not-deployed`
    String requireUrl() {
        return body.url().orElseThrow(() -> new RefusedException(ProblemCode.AGENT_NOT_DEPLOYED));
    }

    /// A call to copy, with a place for the key where one is needed.
    public String curl() {
        String header = body.keySecurity().equals("off") ? "" : " -H \"X-API-Key: YOUR_API_KEY\"";
        return "curl -X POST " + target() + header + " -H \"Content-Type: application/json\" -d \"{}\"";
    }
}
