package dev.ostiary.core.agent;

/// What an agent speaks.
public enum AgentKind {
    /// Plain HTTP.
    API,
    /// The Model Context Protocol over streamable HTTP.
    MCP,
    /// The Agent2Agent protocol.
    A2A,
    /// A model's HTTP API.
    LLM
}
