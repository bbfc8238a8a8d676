package dev.ostiary.app.command;

import dev.ostiary.app.client.ControlClient;
import dev.ostiary.app.terminal.CommandException;
import dev.ostiary.app.terminal.ExitCode;
import dev.ostiary.app.terminal.Printable;

/// The route or policy that a person means by its id or by its name, which no other of the organization has.
final class NamedReference {
    private final ControlClient client;
    private final OrganizationOptions options;
    private final String collection;
    private final String what;

    /// @param collection where they are listed
    /// @param what one of them, in words
    NamedReference(ControlClient client, OrganizationOptions options, String collection, String what) {
        this.client = client;
        this.options = options;
        this.collection = collection;
        this.what = what;
    }

    /// The id.
    String resolve(String text) {
        // No name has an underscore, and every id has.
        if (text.indexOf('_') >= 0) {
            return text;
        }
        return client.list(options.path(collection), Long.MAX_VALUE, options.itself()).items().stream()
                .filter(item -> item.path("name").stringValue("").equals(text))
                .map(item -> item.path("id").stringValue(""))
                .findFirst()
                .orElseThrow(() -> new CommandException(ExitCode.NOT_FOUND, "there is no " + subject(text)));
    }

    /// What is meant, in words.
    String subject(String text) {
        return options.in(what + " " + Printable.clean(text));
    }
}
