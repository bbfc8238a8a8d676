package dev.ostiary.core.access;

import java.util.Locale;

/// Where a credential is read.
public sealed interface Location {
    /// A header field that holds the key and nothing else. The name is kept in lower case.
    record Header(String name) implements Location {
        public Header {
            name = name.toLowerCase(Locale.ROOT);
        }
    }

    /// Where a deployed agent's endpoint reads it, and nowhere else.
    Header AGENT_ENDPOINT = new Header("X-API-Key");
}
