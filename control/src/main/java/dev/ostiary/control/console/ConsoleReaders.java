package dev.ostiary.control.console;

import dev.ostiary.control.json.JsonFields;
import java.util.Map;
import java.util.function.Function;

/// Which types of this package can be the body of a request, and how each is read.
public final class ConsoleReaders {
    /// All of them.
    public static final Map<Class<?>, Function<JsonFields, ?>> ALL = Map.of(TestCall.class, TestCall::read);

    private ConsoleReaders() {}
}
