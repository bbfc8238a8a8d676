package dev.ostiary.core.audit;

import java.time.Instant;

/// When something was done, and who did it, as they were called then.
public record Stamp(Instant at, String by) {}
