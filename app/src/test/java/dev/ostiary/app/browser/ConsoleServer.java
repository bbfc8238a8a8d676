package dev.ostiary.app.browser;

import java.io.IOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives tests the [Console]: one program for all of them, started by the first that wants it; and each test an
/// [Organization] of its own there.
final class ConsoleServer implements ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(ConsoleServer.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(Console.class)
                || parameter.getParameter().getType().equals(Organization.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Console console = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Console.class, _ -> made(Console::start), Console.class);
        return parameter.getParameter().getType().equals(Console.class) ? console : made(console::newOrganization);
    }

    /// Something that is made at the program.
    private interface Making<T> {
        T make() throws IOException, InterruptedException;
    }

    private static <T> T made(Making<T> making) {
        try {
            return making.make();
        } catch (IOException failure) {
            throw new AssertionError("the program does not start", failure);
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }
}
