package dev.ostiary.planted.control;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;

public final class FieldInjection {
    @Autowired
    @Nullable
    Clock clock;
}
