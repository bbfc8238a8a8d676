package dev.ostiary.control.wiring;

import dev.ostiary.core.agent.CreateAgent;
import dev.ostiary.core.agent.DeleteAgent;
import dev.ostiary.core.agent.EditAgent;

/// What can be done to agents.
public record AgentOperations(CreateAgent create, EditAgent edit, DeleteAgent delete) {}
