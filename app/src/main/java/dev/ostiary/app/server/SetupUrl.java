package dev.ostiary.app.server;

import dev.ostiary.core.secret.Secret;
import java.net.URI;

/// The link by which the first person comes in, as it is printed once.
final class SetupUrl {
    private SetupUrl() {}

    static String of(URI base, Secret token) {
        String text = base.toString();
        return (text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + "/setup?token=" + token.reveal();
    }
}
