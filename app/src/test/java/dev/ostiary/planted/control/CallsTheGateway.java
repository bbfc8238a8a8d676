package dev.ostiary.planted.control;

import dev.ostiary.planted.gateway.AsksTheClock;

public final class CallsTheGateway {
    Class<?> gateway() {
        return AsksTheClock.class;
    }
}
