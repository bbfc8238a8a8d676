package dev.ostiary.control.console;

import dev.ostiary.control.json.FieldType;
import dev.ostiary.control.json.JsonFields;
import dev.ostiary.core.problem.FieldProblem;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// A request that a person tries an agent with.
///
/// @param path below the agent's address, with a query if there is one
/// @param key a test key to send in `X-API-Key`; empty where none is needed
record TestCall(String method, String path, Map<String, String> headers, Optional<String> key, Optional<String> body) {
    private static final String PATH_REMEDY =
            "give a path below the agent that begins with a slash, with no part that leads elsewhere";
    private static final String HEADERS_REMEDY =
            "give at most 40 headers by name, none that says from where, to where or how a request is sent (Host, "
                    + "Connection, Content-Length, X-Forwarded-For and such)";

    private static final Pattern METHOD = Pattern.compile("GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS");
    private static final Pattern PATH = Pattern.compile("/[!-~&&[^?#\\\\]]{0,2000}(\\?[!-~&&[^#\\\\]]{0,4000})?");
    private static final Pattern KEY = Pattern.compile("tk_ost_[A-Za-z0-9_-]{1,200}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
    private static final Pattern VALUE = Pattern.compile("[!-~]([ -~]{0,4000}[!-~])?");
    private static final int MAX_HEADERS = 40;
    private static final Set<String> OURS = Set.of(
            "cf-connecting-ip",
            "connection",
            "content-length",
            "expect",
            "forwarded",
            "host",
            "http2-settings",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "true-client-ip",
            "upgrade",
            "x-client-ip",
            "x-real-ip");

    private static final FieldType<String> METHOD_TYPE = FieldType.text(
            text -> Optional.of(text).filter(METHOD.asMatchPredicate()),
            "give GET, HEAD, POST, PUT, PATCH, DELETE or OPTIONS");
    private static final FieldType<String> PATH_TYPE = FieldType.secret(
            text -> Optional.of(text).filter(PATH.asMatchPredicate()).filter(TestCall::staysBelow), PATH_REMEDY);
    private static final FieldType<Map<String, String>> HEADERS_TYPE =
            new FieldType<>(TestCall::readHeaders, HEADERS_REMEDY, true);
    private static final FieldType<String> KEY_TYPE =
            FieldType.secret(text -> Optional.of(text).filter(KEY.asMatchPredicate()), "give a test key, or none");
    private static final FieldType<String> BODY_TYPE = FieldType.secret(Optional::of, "give a text");

    TestCall {
        headers = Map.copyOf(headers);
    }

    static TestCall read(JsonFields fields) {
        Optional<String> method = fields.required("method", METHOD_TYPE);
        Optional<String> path = fields.required("path", PATH_TYPE);
        Optional<Map<String, String>> headers = fields.optional("headers", HEADERS_TYPE);
        Optional<String> key = fields.optional("key", KEY_TYPE);
        Optional<String> body = fields.optional("body", BODY_TYPE);
        return fields.finish(
                () -> new TestCall(method.orElseThrow(), path.orElseThrow(), headers.orElse(Map.of()), key, body));
    }

    /// Where it goes.
    ///
    /// @param url the agent's address
    /// @throws RefusedException `request.invalid`
    URI below(String url) {
        try {
            return new URI(url + path);
        } catch (URISyntaxException wrong) {
            throw new RefusedException(ProblemCode.REQUEST_INVALID, List.of(new FieldProblem("path", PATH_REMEDY)));
        }
    }

    /// The headers that are sent. One that the person writes stands in the place of the test key.
    Map<String, String> sent() {
        Map<String, String> sent = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        key.ifPresent(testKey -> sent.put("X-API-Key", testKey));
        sent.putAll(headers);
        return sent;
    }

    /// Neither as it stands nor decoded may a part of the path be one that servers resolve.
    private static boolean staysBelow(String text) {
        String path = text.split("\\?", 2)[0];
        try {
            for (String part : path.split("/", -1)) {
                String decoded = URLDecoder.decode(part, StandardCharsets.UTF_8);
                if (decoded.equals(".") || decoded.equals("..") || decoded.contains("/") || decoded.contains("\\")) {
                    return false;
                }
            }
            return true;
        } catch (IllegalArgumentException notEncoded) {
            return false;
        }
    }

    private static Optional<Map<String, String>> readHeaders(JsonNode node) {
        if (!node.isObject() || node.size() > MAX_HEADERS) {
            return Optional.empty();
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Map.Entry<String, JsonNode> header : node.properties()) {
            if (!maySend(header.getKey())
                    || !header.getValue().isString()
                    || !VALUE.matcher(header.getValue().stringValue()).matches()) {
                return Optional.empty();
            }
            headers.put(header.getKey(), header.getValue().stringValue());
        }
        return Optional.of(headers);
    }

    private static boolean maySend(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return NAME.matcher(name).matches()
                && !OURS.contains(lower)
                && !lower.startsWith("proxy-")
                && !lower.startsWith("x-forwarded-");
    }
}
