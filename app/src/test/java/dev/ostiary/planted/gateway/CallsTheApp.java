package dev.ostiary.planted.gateway;

import dev.ostiary.planted.app.Composer;

public final class CallsTheApp {
    Class<?> app() {
        return Composer.class;
    }
}
