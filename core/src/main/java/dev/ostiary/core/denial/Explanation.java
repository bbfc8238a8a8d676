package dev.ostiary.core.denial;

import dev.ostiary.core.key.ApiKey;
import java.util.Optional;

/// Why a request was denied, in words.
///
/// @param key as it is now; empty when it came with none that is known, or that is deleted since
public record Explanation(Denial denial, Optional<ApiKey> key, String sentence) {}
