package dev.ostiary.planted.gateway;

import java.time.Instant;

public final class AsksTheClock {
    Instant ask() {
        return Instant.now();
    }
}
