package dev.ostiary.app.browser;

import java.io.IOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives tests the [Console]: one program for all of them, started by the first that wants it.
final class ConsoleServer implements ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(ConsoleServer.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(Console.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE).computeIfAbsent(Console.class, _ -> start(), Console.class);
    }

    private static Console start() {
        try {
            return Console.start();
        } catch (IOException failure) {
            throw new AssertionError("the program does not start", failure);
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }
}
