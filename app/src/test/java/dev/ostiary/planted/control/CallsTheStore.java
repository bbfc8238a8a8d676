package dev.ostiary.planted.control;

import dev.ostiary.planted.store.StringUtils;

public final class CallsTheStore {
    Class<?> store() {
        return StringUtils.class;
    }
}
