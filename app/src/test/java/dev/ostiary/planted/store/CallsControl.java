package dev.ostiary.planted.store;

import dev.ostiary.planted.control.FieldInjection;

public final class CallsControl {
    Class<?> control() {
        return FieldInjection.class;
    }
}
