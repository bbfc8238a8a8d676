package dev.ostiary.store;

import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.id.Description;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyLines;
import dev.ostiary.core.key.KeyRestrictions;
import dev.ostiary.core.key.SearchTerms;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// How keys lie in the table `api_keys`.
final class KeyTable {
    /// Its columns, in the order of [#values].
    static final List<String> COLUMNS = List.of(
            "id",
            "organization_id",
            "name",
            "description",
            "terms",
            "public_id",
            "digest",
            "pepper_id",
            "mask",
            "agent_id",
            "environment_id",
            "route_ids",
            "labels",
            "scopes",
            "domains",
            "addresses",
            "limits",
            "metered",
            "expires_at",
            "created_at",
            "created_by",
            "changed_at",
            "changed_by",
            "disabled_at",
            "revoked_at",
            "deleted_at");

    /// What is selected of a table `api_keys k` to be read.
    static final String SELECTED =
            COLUMNS.stream().map(column -> "k." + column).collect(Collectors.joining(", ", "SELECT ", "\n"));

    static final String INSERT = COLUMNS.stream()
            .map(column -> ":" + column)
            .collect(Collectors.joining(
                    ", ", "INSERT INTO api_keys (" + String.join(", ", COLUMNS) + ") VALUES (", ")"));

    static final String UPDATE = COLUMNS.stream()
                    .filter(column -> !List.of("id", "organization_id", "created_at", "created_by")
                            .contains(column))
                    .map(column -> column + " = :" + column)
                    .collect(Collectors.joining(", ", "UPDATE api_keys SET ", ""))
            + " WHERE organization_id = :organization_id AND id = :id AND deleted_at IS NULL";

    private KeyTable() {}

    static <S extends SqlStatement<S>> S bind(ApiKey key, S statement) {
        @Nullable Object[] values = values(key);
        S bound = statement;
        for (int i = 0; i < values.length; i++) {
            bound = bound.bind(COLUMNS.get(i), values[i]);
        }
        return bound;
    }

    static @Nullable Object[] values(ApiKey key) {
        return values(key, SearchTerms.of(key));
    }

    /// The same of a key whose terms are known already.
    static @Nullable Object[] values(ApiKey key, List<String> terms) {
        KeyRestrictions restrictions = key.restrictions();
        Optional<KeyBinding.AgentInEnvironment> bound = bound(key.binding());
        return new @Nullable Object[] {
            key.id().value(),
            key.organization().value(),
            key.name().value(),
            Columns.text(key.description()),
            Terms.text(terms),
            key.publicId(),
            key.secret().digest().bytes(),
            key.secret().pepperNumber(),
            key.secret().mask(),
            Columns.text(bound.map(KeyBinding.AgentInEnvironment::agent)),
            Columns.text(bound.map(KeyBinding.AgentInEnvironment::environment)),
            key.binding() instanceof KeyBinding.OwnRoutes own ? KeyLines.ofRoutes(own) : null,
            KeyLines.ofLabels(key.labels()),
            KeyLines.ofEntries(restrictions.scopes()),
            KeyLines.ofEntries(restrictions.domains()),
            KeyLines.ofEntries(restrictions.addresses()),
            KeyLines.ofLimits(restrictions.limits()),
            KeyLines.ofMetered(restrictions),
            Columns.millis(key.expiresAt()),
            key.created().at().toEpochMilli(),
            key.created().by(),
            key.changed().at().toEpochMilli(),
            key.changed().by(),
            Columns.millis(key.disabledAt()),
            Columns.millis(key.revokedAt()),
            Columns.millis(key.deletedAt())
        };
    }

    private static Optional<KeyBinding.AgentInEnvironment> bound(KeyBinding binding) {
        return switch (binding) {
            case KeyBinding.WholeOrganization _, KeyBinding.OwnRoutes _ -> Optional.empty();
            case KeyBinding.AgentInEnvironment bound -> Optional.of(bound);
        };
    }

    static ApiKey read(ResultSet row, StatementContext context) throws SQLException {
        return new ApiKey(
                new KeyId(row.getString("id")),
                new OrganizationId(row.getString("organization_id")),
                new DisplayName(row.getString("name")),
                Columns.optional(row, "description", Description::new),
                row.getString("public_id"),
                Columns.secret(row),
                KeyLines.binding(
                        Columns.optional(row, "agent_id", Function.identity()),
                        Columns.optional(row, "environment_id", Function.identity()),
                        Columns.optional(row, "route_ids", Function.identity())),
                KeyLines.labels(row.getString("labels")),
                KeyLines.restrictions(
                        row.getString("scopes"),
                        row.getString("domains"),
                        row.getString("addresses"),
                        row.getString("limits"),
                        row.getString("metered")),
                Columns.optionalInstant(row, "expires_at"),
                new Stamp(Columns.instant(row, "created_at"), row.getString("created_by")),
                new Stamp(Columns.instant(row, "changed_at"), row.getString("changed_by")),
                Columns.optionalInstant(row, "disabled_at"),
                Columns.optionalInstant(row, "revoked_at"),
                Columns.optionalInstant(row, "deleted_at"));
    }
}
