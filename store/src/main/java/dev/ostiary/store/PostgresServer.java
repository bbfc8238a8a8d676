package dev.ostiary.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/// The PostgreSQL server a store lies on: looked at and connected to. Parameters in the URL go before the ones set
/// here.
final class PostgresServer {
    private static final String TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()";

    private static final String NAME = "ostiary";
    private static final int POOL_SIZE = 10;
    private static final int PATIENCE_MILLIS = 5000;
    private static final String CONNECT_SECONDS = "5";
    private static final String ANSWER_SECONDS = "30";
    /// What follows changes asks little, and must soon notice that nobody answers.
    private static final String PROMPT_ANSWER_SECONDS = "5";

    private final PostgresConfig config;

    PostgresServer(PostgresConfig config) {
        this.config = config;
    }

    /// What is in the database. Reads only.
    DatabaseState inspect() {
        try (Connection connection = connect()) {
            return Schema.inspect(connection, config.place(), TABLES);
        } catch (SQLException failure) {
            throw unusable(failure);
        }
    }

    private UnusableDatabaseException unusable(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        String reason = switch (state.length() < 2 ? "" : state.substring(0, 2)) {
            case "08" -> "cannot be reached; start it, or check host, port and network";
            case "28" -> "does not let the user " + config.user() + " in; check user and password";
            case "3D" -> "does not exist; create it, or check its name";
            case "53" -> "takes no more connections; raise max_connections or stop other clients";
            default -> "cannot be read; check the URL and what the user " + config.user() + " may do";
        };
        return new UnusableDatabaseException("The database " + config.place() + " " + reason + ".", failure);
    }

    /// A connection of its own, outside the pool.
    Connection connect() throws SQLException {
        return connect(NAME, ANSWER_SECONDS);
    }

    /// The connection that listens; operators see it by that name.
    Connection connectToListen() throws SQLException {
        return connect(NAME + "-listener", PROMPT_ANSWER_SECONDS);
    }

    /// A connection on which changes are followed; operators see it by that name.
    Connection connectToFollow() throws SQLException {
        return connect(NAME + "-follower", PROMPT_ANSWER_SECONDS);
    }

    private Connection connect(String name, String answerSeconds) throws SQLException {
        Properties properties = properties();
        properties.setProperty("ApplicationName", name);
        properties.setProperty("socketTimeout", answerSeconds);
        @Nullable Connection connection = new Driver().connect(config.url(), properties);
        if (connection == null) {
            throw new SQLException("not a PostgreSQL URL");
        }
        return connection;
    }

    /// The pool from which the store works. It begins empty-handed when the server is away and goes on when it is
    /// back.
    HikariDataSource pool() {
        return pool(false);
    }

    /// The same for a program that only looks.
    HikariDataSource lookingPool() {
        return pool(true);
    }

    private HikariDataSource pool(boolean isReadOnly) {
        HikariConfig pool = new HikariConfig();
        pool.setReadOnly(isReadOnly);
        pool.setPoolName("postgresql");
        pool.setMaximumPoolSize(POOL_SIZE);
        pool.setMinimumIdle(2);
        pool.setConnectionTimeout(PATIENCE_MILLIS);
        pool.setInitializationFailTimeout(-1);
        pool.setDriverClassName(Driver.class.getName());
        pool.setJdbcUrl(config.url());
        pool.setDataSourceProperties(properties());
        return new HikariDataSource(pool);
    }

    /// Makes the tables or brings them up to date.
    void migrate() {
        requireRightToCreate();
        Schema.migrate(migrations(), "postgresql", config.place());
    }

    /// Flyway would try for ten seconds.
    private void requireRightToCreate() {
        String sql = "SELECT coalesce(has_schema_privilege(current_schema(), 'CREATE'), false)";
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            if (!rows.next() || !rows.getBoolean(1)) {
                throw new UnusableDatabaseException(
                        "The user " + config.user() + " may not make tables in the database " + config.place()
                                + "; grant it CREATE on the schema, or make it the owner of the database.",
                        null);
            }
        } catch (SQLException failure) {
            throw unusable(failure);
        }
    }

    /// Where the migrations run: a node that waits for another's migrations waits as long as they take.
    private FluentConfiguration migrations() {
        Map<String, String> unhurried = new HashMap<>();
        properties().forEach((key, value) -> unhurried.put(key.toString(), value.toString()));
        unhurried.put("socketTimeout", "0");
        return Flyway.configure()
                .dataSource(config.url(), config.user(), config.password().reveal())
                .jdbcProperties(unhurried);
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("user", config.user());
        properties.setProperty("password", config.password().reveal());
        properties.setProperty("ApplicationName", NAME);
        properties.setProperty("connectTimeout", CONNECT_SECONDS);
        properties.setProperty("socketTimeout", ANSWER_SECONDS);
        properties.setProperty("tcpKeepAlive", "true");
        // An error's detail quotes the row, digest and all, and errors are logged.
        properties.setProperty("logServerErrorDetail", "false");
        properties.setProperty("reWriteBatchedInserts", "true");
        return properties;
    }
}
