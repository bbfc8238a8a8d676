package dev.ostiary.core.audit;

/// What something was done to.
///
/// @param kind what sort of thing, such as `key`
/// @param id its identifier
/// @param name what people called it then
public record AuditSubject(String kind, String id, String name) {}
