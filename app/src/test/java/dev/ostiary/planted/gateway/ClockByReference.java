package dev.ostiary.planted.gateway;

import java.time.Instant;
import java.util.function.Supplier;

public final class ClockByReference {
    final Supplier<Instant> clock = Instant::now;
}
