package dev.ostiary.core.problem;

/// One field that is wrong: its name as the caller wrote it, and what to write instead. Never its value.
public record FieldProblem(String field, String remedy) {}
