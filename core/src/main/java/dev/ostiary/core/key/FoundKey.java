package dev.ostiary.core.key;

import java.util.Optional;

/// A key that a trace led to, a deleted one too.
///
/// @param former the secret it was found by, when that was replaced by another
public record FoundKey(ApiKey key, Optional<ReplacedSecret> former) {}
