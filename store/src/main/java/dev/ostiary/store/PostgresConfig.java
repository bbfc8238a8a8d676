package dev.ostiary.store;

import dev.ostiary.core.secret.Secret;
import java.util.Locale;

/// Where PostgreSQL is and who we are there.
///
/// @param url a JDBC URL such as `jdbc:postgresql://db.example.com:5432/ostiary`; parameters of the driver may follow
/// (`?sslmode=verify-full`),
///     a password must not
/// @param user the role to connect as; it must be allowed to create tables at the first start and at upgrades
public record PostgresConfig(String url, String user, Secret password) {
    public PostgresConfig {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("the database URL must begin with jdbc:postgresql:");
        }
        if (url.toLowerCase(Locale.ROOT).contains("password=") || place(url).contains("@")) {
            throw new IllegalArgumentException("the database URL must not hold a password: give it by its own setting");
        }
    }

    /// The URL without its parameters, for messages.
    public String place() {
        return place(url);
    }

    private static String place(String url) {
        int parameters = url.indexOf('?');
        return parameters < 0 ? url : url.substring(0, parameters);
    }

    @Override
    public String toString() {
        return "PostgresConfig[" + place() + " as " + user + "]";
    }
}
