package dev.ostiary.core.agent;

/// Whether the gateway stands before an agent.
public enum AgentHosting {
    /// Behind the gateway: it is deployed, and callers reach it there.
    HOSTED,
    /// Known only: callers reach it by ways of its own, and nothing here guards it.
    EXTERNAL
}
