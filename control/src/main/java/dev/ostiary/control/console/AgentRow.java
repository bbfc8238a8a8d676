package dev.ostiary.control.console;

import dev.ostiary.core.agent.Agent;
import java.util.List;

/// An agent of a list.
///
/// @param project what people call the one it is in
/// @param deployed what people call the environments in which callers reach it
public record AgentRow(Agent agent, String project, List<String> deployed) {
    public AgentRow {
        deployed = List.copyOf(deployed);
    }
}
