package dev.ostiary.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.problem.StoreException;
import dev.ostiary.core.route.Route;
import dev.ostiary.core.store.RoutedStoreContract;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a SQL store does with rows that it did not write, or that a newer program did: it fails. To pass over what
/// narrows access would open it.
abstract class UnreadableRowsContract extends RoutedStoreContract {
    /// Changes rows behind the store's back.
    abstract void execute(String sql) throws SQLException;

    private List<KeyEntry> everyKey() {
        List<KeyEntry> read = new ArrayList<>();
        store.dataPlane().readKeys(row -> read.add(row.entry()));
        return read;
    }

    /// A policy or a route with anything in it that is not understood keeps nodes from loading any, and not from
    /// what they know already.
    @Test
    void routes_notUnderstood_fail() throws SQLException {
        Organization acme = organization("acme");
        Route route = route(acme, "api");
        policy(acme, "keys", Optional.of(route));
        for (String wrong : List.of(
                "policies SET mode = 'LENIENT'",
                "policies SET mode = 'strict'",
                "policies SET locations = 'header'",
                "policies SET locations = ''",
                "policies SET key_selection = 'some'",
                "policies SET key_selection = ''",
                "policies SET key_selection = 'labels'",
                "policies SET key_selection = 'allx'",
                "routes SET path_kind = 'REGEX'",
                "routes SET path = 'nowhere'",
                "routes SET hosts = 'not a host'",
                "routes SET hosts = ''",
                "routes SET upstreams = 'ftp://example.com'",
                "routes SET dialect = 'XML'",
                "routes SET cors = 'origins=*'",
                "routes SET request_timeout = 'soon'")) {
            String table = wrong.substring(0, wrong.indexOf(' '));
            execute("CREATE TABLE kept AS SELECT * FROM " + table);
            execute("UPDATE " + wrong);
            assertThrows(RuntimeException.class, () -> store.dataPlane().routes(), wrong);
            restore(table);
        }
        assertEquals(1, store.dataPlane().routes().routes().size());
    }

    private void restore(String table) throws SQLException {
        List<String> columns = table.equals("policies")
                ? List.of("mode", "locations", "key_selection")
                : List.of("hosts", "path", "path_kind", "upstreams", "dialect", "cors", "request_timeout");
        for (String column : columns) {
            execute("UPDATE " + table + " SET " + column + " = (SELECT kept." + column + " FROM kept)");
        }
        execute("DROP TABLE kept");
    }

    /// A key with a restriction that is not understood is no key without it.
    @Test
    void keys_notUnderstood_fail() throws SQLException {
        Organization acme = organization("acme");
        ApiKey key = key(acme, "CI");
        for (String column : List.of("labels", "scopes", "domains", "addresses", "limits", "route_ids")) {
            for (String wrong : List.of("", "of a newer program", "\n")) {
                execute("UPDATE api_keys SET " + column + " = '" + wrong + "'");

                assertThrows(IllegalStateException.class, this::everyKey, column);
                assertThrows(
                        IllegalStateException.class, () -> store.dataPlane().keys(List.of(key.id())), column);
                assertThrows(IllegalStateException.class, () -> store.keys().find(acme.id(), key.id()), column);
            }
            execute("UPDATE api_keys SET " + column + " = NULL");
        }
        assertEquals(List.of(KeyEntry.of(key)), everyKey());
    }

    /// A key is for everything, for an agent in an environment, or for routes: the tables hold nothing between.
    @Test
    void keys_boundInPart_cannotBe() {
        Organization acme = organization("acme");
        ApiKey bound = key(acme, "bound", agent(acme, "support"), environment(acme, "production"));
        String ofBound = " WHERE id = '" + bound.id() + "'";

        for (String wrong : List.of("agent_id = NULL", "environment_id = NULL", "route_ids = 'rte_x'")) {
            assertThrows(Exception.class, () -> execute("UPDATE api_keys SET " + wrong + ofBound), wrong);
        }
        assertEquals(Optional.of(bound), store.keys().find(acme.id(), bound.id()));
    }

    /// Two policies for one target, or matches that are equal, cannot be even if a bug asks for them.
    @Test
    void uniqueness_isTheTables() {
        Organization acme = organization("acme");
        Route route = route(acme, "api");
        policy(acme, "keys", Optional.of(route));
        policy(acme, "common", Optional.empty());

        assertThrows(Exception.class, () -> execute("INSERT INTO route_matches SELECT * FROM route_matches"));
        assertThrows(Exception.class, () -> execute("UPDATE policies SET route_id = NULL"));
        assertThrows(StoreException.class, () -> store.routes().delete(route));
    }
}
