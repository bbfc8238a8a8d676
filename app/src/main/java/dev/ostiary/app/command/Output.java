package dev.ostiary.app.command;

/// How a result is written.
enum Output {
    /// One JSON document and nothing else.
    JSON,
    /// For a person.
    TABLE
}
