package dev.ostiary.app.command;

import dev.ostiary.app.json.Json;
import dev.ostiary.app.terminal.CommandException;
import dev.ostiary.core.key.KeyFormat;
import dev.ostiary.core.key.KeyMask;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A line of a file of keys, as the REST API takes it. A key that stands there itself is replaced by its SHA-256
/// and its mask. What is wrong is told by an [IllegalArgumentException] whose message never holds a value.
final class KeyLine {
    private static final Set<String> TEXTS =
            Set.of("name", "key", "sha256", "mask", "description", "agent", "environment", "expiresAt");
    private static final Set<String> LISTS = Set.of("scopes", "domains", "addresses", "routes");
    private static final String LABELS = "labels";

    private KeyLine() {}

    /// A line of JSON.
    static ObjectNode json(String line) {
        Optional<JsonNode> document = Json.parse(line);
        if (document.isEmpty() || !(document.get() instanceof ObjectNode row)) {
            throw new IllegalArgumentException("not a JSON object on one line");
        }
        Json.doubled(line).ifPresent(field -> {
            throw new IllegalArgumentException((isKnown(field) ? field : "a field") + ": stands twice; name it once");
        });
        return hashed(row);
    }

    private static boolean isKnown(String field) {
        return TEXTS.contains(field) || LISTS.contains(field) || field.equals(LABELS);
    }

    /// The names in the first line of a CSV file.
    static List<String> columns(String line) {
        List<String> columns = values(line);
        for (String column : columns) {
            if (!isKnown(column)) {
                throw CommandException.usage(
                        "the first line must name columns out of name, key, sha256, mask, description, agent, environment,"
                                + " routes, labels, scopes, domains, addresses, expiresAt");
            }
        }
        Set<String> seen = new HashSet<>();
        for (String column : columns) {
            if (!seen.add(column)) {
                throw CommandException.usage("the first line names the column " + column + " twice; name it once");
            }
        }
        return columns;
    }

    /// A line of CSV (RFC 4180, without line ends in values).
    static ObjectNode csv(List<String> columns, String line) {
        List<String> values = values(line);
        if (values.size() != columns.size()) {
            throw new IllegalArgumentException(
                    "has " + values.size() + " values where there are " + columns.size() + " columns");
        }
        ObjectNode row = Json.object();
        for (int i = 0; i < values.size(); i++) {
            if (!values.get(i).isEmpty()) {
                put(row, columns.get(i), values.get(i));
            }
        }
        return hashed(row);
    }

    private static void put(ObjectNode row, String column, String value) {
        if (LISTS.contains(column)) {
            var list = row.putArray(column);
            for (String entry : value.split(";", -1)) {
                list.add(entry.strip());
            }
        } else if (column.equals(LABELS)) {
            ObjectNode labels = row.putObject(LABELS);
            for (String label : value.split(";", -1)) {
                int equals = label.indexOf('=');
                if (equals < 1) {
                    throw new IllegalArgumentException("labels: write team=x;tier=1");
                }
                labels.put(
                        label.substring(0, equals).strip(),
                        label.substring(equals + 1).strip());
            }
        } else {
            row.put(column, value);
        }
    }

    private static ObjectNode hashed(ObjectNode row) {
        JsonNode key = row.get("key");
        if (key == null || !key.isString()) {
            return row;
        }
        String text = key.stringValue();
        if (!KeyFormat.mayOpenGateway(text)) {
            throw new IllegalArgumentException("key: give 16 to 512 visible ASCII characters; what begins like a key of"
                    + " Ostiary must be a whole one that opens agents");
        }
        if (row.has("sha256")) {
            throw new IllegalArgumentException("key: give the key or its sha256, one of them");
        }
        row.remove("key");
        return row.put("sha256", sha256(text)).put("mask", KeyMask.ofAgentKey(text));
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java runtime has SHA-256", missing);
        }
    }

    private static List<String> values(String line) {
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        boolean isQuoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (isQuoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                value.append(c);
                i++;
            } else if (c == '"' && (isQuoted || value.isEmpty())) {
                isQuoted = !isQuoted;
            } else if (c == ',' && !isQuoted) {
                values.add(value.toString());
                value.setLength(0);
            } else {
                value.append(c);
            }
        }
        if (isQuoted) {
            throw new IllegalArgumentException("a quotation mark is not closed on its line");
        }
        values.add(value.toString());
        return values;
    }
}
