package dev.ostiary.planted.gateway;

import java.util.UUID;
import java.util.function.Supplier;

public final class RandomnessByReference {
    final Supplier<UUID> draw = UUID::randomUUID;
}
