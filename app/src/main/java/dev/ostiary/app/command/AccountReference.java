package dev.ostiary.app.command;

import dev.ostiary.app.client.ApiPath;
import dev.ostiary.app.client.ControlClient;
import dev.ostiary.app.terminal.CommandException;
import dev.ostiary.app.terminal.ExitCode;
import dev.ostiary.app.terminal.Printable;
import dev.ostiary.core.id.AccountId;
import java.util.Locale;
import java.util.stream.Stream;

/// The account that a person means, by email address or id.
///
/// @param text as it was given
record AccountReference(String text) {
    static final String ACCOUNTS = "accounts";
    static final String WHICH = "The account, by email address or id.";

    /// The path to the account, and on from there.
    ApiPath path(ControlClient client, String... further) {
        return ApiPath.of(Stream.concat(Stream.of(ACCOUNTS, id(client)), Stream.of(further))
                .toArray(String[]::new));
    }

    /// What is said of it.
    String subject() {
        return "account " + Printable.clean(text);
    }

    private String id(ControlClient client) {
        if (AccountId.parse(text).isPresent()) {
            return text;
        }
        return client.list(ApiPath.of(ACCOUNTS), Long.MAX_VALUE, "accounts there").items().stream()
                .filter(account -> account.path("email").stringValue("").equals(text.toLowerCase(Locale.ROOT)))
                .map(account -> account.path("id").stringValue(""))
                .findFirst()
                .orElseThrow(() -> new CommandException(ExitCode.NOT_FOUND, "there is no " + subject()));
    }
}
