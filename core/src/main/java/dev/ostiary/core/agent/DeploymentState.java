package dev.ostiary.core.agent;

import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.problem.ProblemCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How an agent stands in an environment: what is live there, and what the next deployment would make of it.
///
/// @param live the revision that the gateway obeys
/// @param draft the settings that the next deployment will have
public record DeploymentState(Agent agent, Environment environment, Optional<Deployment> live, SettingsDraft draft) {
    /// Whether callers need keys of the agent's own in the environment, and whether such keys can be made.
    public enum KeySecurity {
        /// Calls need a key.
        ON(null),
        /// Everyone may call.
        OFF(ProblemCode.KEY_SECURITY_OFF),
        /// Nobody can call.
        NOT_DEPLOYED(ProblemCode.AGENT_NOT_DEPLOYED),
        /// The agent has no switch and no keys of its own.
        NOT_APPLICABLE(ProblemCode.AGENT_WITHOUT_KEY_SECURITY);

        private final @Nullable ProblemCode obstacle;

        KeySecurity(@Nullable ProblemCode obstacle) {
            this.obstacle = obstacle;
        }

        /// Why no key can be made; empty when one can.
        public Optional<ProblemCode> obstacle() {
            return Optional.ofNullable(obstacle);
        }
    }

    /// What holds for keys of the agent in the environment, by what is live there.
    public static KeySecurity keySecurity(Agent agent, Optional<Deployment> live) {
        if (!agent.hasKeySecurity()) {
            return KeySecurity.NOT_APPLICABLE;
        }
        if (live.isEmpty()) {
            return KeySecurity.NOT_DEPLOYED;
        }
        return live.get().settings().keySecurity() ? KeySecurity.ON : KeySecurity.OFF;
    }

    /// The same of this one.
    public KeySecurity keySecurity() {
        return keySecurity(agent, live);
    }

    /// What a deployment would change of what is live, as texts by the names of the fields; nothing when nothing is
    /// live, since then all of it is new.
    public AuditChanges pending() {
        return live.map(deployment -> AuditChanges.between(
                        deployment.settings().texts(),
                        draft.settings().resolved(agent).texts()))
                .orElse(AuditChanges.NONE);
    }
}
