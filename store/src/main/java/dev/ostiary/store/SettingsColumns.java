package dev.ostiary.store;

import dev.ostiary.core.agent.DeploymentSettings;
import dev.ostiary.core.agent.MessagesPath;
import dev.ostiary.core.agent.RouteTimeouts;
import dev.ostiary.core.agent.UpstreamHeaders;
import dev.ostiary.core.agent.UpstreamUrl;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/// How the settings of deployments lie in columns, of revisions and of drafts alike. Reading fails on what is not
/// understood: to leave a setting out could open what it closes.
final class SettingsColumns {
    /// Their names.
    static final String NAMES =
            "upstreams, key_security, cors, response_timeout, idle_timeout, request_timeout, headers, messages_path";

    /// Their values, named as [#bind] binds them.
    static final String VALUES =
            ":upstreams, :key_security, :cors, :response_timeout, :idle_timeout, :request_timeout, :headers, :messages_path";

    private static final String EQUALS = "=";

    private SettingsColumns() {}

    static <S extends SqlStatement<S>> S bind(DeploymentSettings settings, S statement) {
        return statement
                .bind("upstreams", Lines.write(settings.upstreams()))
                .bind("key_security", settings.keySecurity())
                .bind("cors", CorsLines.write(settings.cors()))
                .bind("response_timeout", Columns.text(settings.timeouts().response()))
                .bind("idle_timeout", Columns.text(settings.timeouts().idle()))
                .bind("request_timeout", Columns.text(settings.timeouts().request()))
                .bind(
                        "headers",
                        Lines.write(settings.headers().values().entrySet().stream()
                                .map(header -> header.getKey() + EQUALS + header.getValue())
                                .toList()))
                .bind(
                        "messages_path",
                        settings.messages().equals(MessagesPath.DEFAULT)
                                ? null
                                : settings.messages().value());
    }

    static DeploymentSettings read(ResultSet row) throws SQLException {
        return new DeploymentSettings(
                Lines.read(row.getString("upstreams"), UpstreamUrl::parse),
                row.getBoolean("key_security"),
                CorsLines.read(row.getString("cors")),
                timeouts(row),
                headers(row.getString("headers")),
                Columns.optional(row, "messages_path", MessagesPath::new).orElse(MessagesPath.DEFAULT));
    }

    static RouteTimeouts timeouts(ResultSet row) throws SQLException {
        return new RouteTimeouts(
                Columns.optional(row, "response_timeout", Duration::parse),
                Columns.optional(row, "idle_timeout", Duration::parse),
                Columns.optional(row, "request_timeout", Duration::parse));
    }

    private static UpstreamHeaders headers(@Nullable String text) {
        Map<String, String> values = new TreeMap<>();
        for (String line : Lines.read(text, Optional::of)) {
            int end = line.indexOf(EQUALS);
            if (end < 1 || values.put(line.substring(0, end), line.substring(end + 1)) != null) {
                throw Lines.unreadable();
            }
        }
        return new UpstreamHeaders(values);
    }
}
