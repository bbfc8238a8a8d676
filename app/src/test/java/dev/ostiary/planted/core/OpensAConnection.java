package dev.ostiary.planted.core;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

public final class OpensAConnection {
    Connection open(String url) throws SQLException {
        return DriverManager.getConnection(url);
    }
}
