package dev.ostiary.gateway;

import java.util.List;
import java.util.Random;

/// Draws requests by chance, the same for the same number: ordinary ones, odd ones, and such with bytes changed.
///
/// @param random where chance comes from
/// @param keys that open, each as a client would send it
/// @param wrong that open nothing
record RequestDraw(Random random, List<String> keys, List<String> wrong) {
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE", "OPTIONS", "PROPFIND", "get");
    private static final List<String> PATHS = List.of(
            "/acme/production/agent",
            "/acme/production/agent/below/x",
            "/acme/production/open/a",
            "/v1/models",
            "/v1/admin",
            "/v1/admin/users",
            "/multi",
            "/multi/below/a/b",
            "/exact",
            "/exact/not",
            "/nowhere");
    private static final List<String> TAILS = List.of(
            "",
            "",
            "",
            "?a=b&c=d",
            "/",
            "/x?y=%2F..",
            "//x",
            "/%2e%2e/admin",
            "/..;/x",
            "/a%2Fb",
            "/;p=q",
            "/%61dmin",
            "/..",
            "/a\\b",
            "/%00",
            "/%252e%252e",
            "?",
            "/x#y",
            "/%C0%AE%C0%AE/",
            "?a=1&&b",
            "/*");
    private static final List<String> HEADERS = List.of(
            "X-Plain: value",
            "Accept: */*",
            "X-Twice: one\r\nX-Twice: two",
            "X-Empty:",
            "X-Padded: \t padded \t ",
            "X-Ostiary-Key-Id: forged",
            "x_ostiary_organization_id: forged",
            "Connection: X-Ostiary-Key-Id, X-Plain",
            "X-Forwarded-For: 10.0.0.1",
            "Forwarded: for=10.0.0.1",
            "Connection: keep-alive",
            "Connection: close",
            "TE: trailers",
            "Cookie: a=b; c=d",
            "Cookie: tasty=1",
            "Expect: 100-continue",
            "Authorization: Basic YTpi",
            "Proxy-Connection: x",
            "Content-Type: text/plain",
            "X-High: \u00e9\u00ff",
            "Transfer-Encoding: identity",
            "Content-Length: 4");
    private static final List<String> PIECES = List.of(
            "\r\n",
            "\n",
            "\r",
            "\0",
            " ",
            "\t",
            ":",
            "\r\n\r\n",
            "0\r\n\r\n",
            "GET /v1/models HTTP/1.1\r\nHost: h\r\n\r\n",
            "Content-Length: 0\r\n",
            "Transfer-Encoding: chunked\r\n",
            "Transfer-Encoding: xchunked\r\n",
            "%2e",
            "/",
            "..",
            ";",
            "HTTP/1.1",
            "HTTP/1.0",
            "X-API-Key: ",
            "Host: hosted.test\r\n",
            "1",
            "\u0000",
            "\u000b",
            "\u00a0",
            "-",
            ",");

    <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /// What a client sends on one connection.
    String connection() {
        StringBuilder bytes = new StringBuilder();
        int requests = chance(60) ? 1 : 2 + random.nextInt(3);
        for (int i = 0; i < requests; i++) {
            bytes.append(request());
        }
        String all = bytes.toString();
        int changes = chance(50) ? 0 : 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            all = changed(all);
        }
        return all;
    }

    private String changed(String all) {
        int from = random.nextInt(all.length() + 1);
        int to = Math.min(all.length(), from + random.nextInt(4));
        return switch (random.nextInt(5)) {
            case 0 -> all.substring(0, from) + one(PIECES) + all.substring(from);
            case 1 -> all.substring(0, from) + one(PIECES) + all.substring(to);
            case 2 -> all.substring(0, from) + all.substring(to);
            case 3 -> all.substring(0, from) + (char) random.nextInt(256) + all.substring(to);
            default -> all.substring(0, from) + all.substring(from, to) + all.substring(from);
        };
    }

    private String request() {
        StringBuilder head = new StringBuilder();
        StringBuilder target = new StringBuilder(one(PATHS)).append(one(TAILS));
        String body = "";
        String host = chance(80) ? "gateway.test" : one(List.of("hosted.test", "hosted.test:80", "HOSTED.test", "h"));
        String key = chance(75) ? one(keys) : one(wrong);
        switch (random.nextInt(9)) {
            case 0, 1, 2 -> head.append("X-API-Key: ").append(key).append("\r\n");
            case 3, 4 ->
                head.append(one(List.of("Authorization: Bearer ", "authorization: bearer ")))
                        .append(key)
                        .append("\r\n");
            case 5 ->
                target.append(target.indexOf("?") < 0 ? "?" : "&")
                        .append("api_key=")
                        .append(key);
            case 6 -> head.append("Cookie: a=b; session=").append(key).append("; c=d\r\n");
            case 7 -> {
                body = "{\"a\":1,\"key\":\"" + key + "\",\"b\":[2]}";
                head.append("Content-Type: application/json\r\n");
            }
            default -> {}
        }
        if (chance(10)) {
            String odd = one(List.of(
                    "X-API-Key: %s", "X-API-Key: Bearer %s", "Authorization: %s", "Authorization: Bearer %s x"));
            head.append(odd.formatted(one(keys))).append("\r\n");
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            head.append(one(HEADERS)).append("\r\n");
        }
        String form = chance(95) ? "" : "http://" + one(List.of(host, "hosted.test"));
        String version = chance(93) ? "HTTP/1.1" : "HTTP/1.0";
        body = body.isEmpty() && chance(40) ? "body " + random.nextInt(1000) : body;
        return one(METHODS) + " " + form + target + " " + version + "\r\nHost: " + host + "\r\n" + head + framed(body);
    }

    private String framed(String body) {
        if (body.isEmpty()) {
            return "\r\n";
        }
        if (chance(50)) {
            return "Content-Length: " + body.length() + "\r\n\r\n" + body;
        }
        int cut = 1 + random.nextInt(body.length());
        String rest = body.substring(cut);
        String last = rest.isEmpty() ? "" : Integer.toHexString(rest.length()) + ";x=y\r\n" + rest + "\r\n";
        String trailer = chance(80)
                ? ""
                : one(List.of(
                                "X-Sum: 1",
                                "X-API-Key: " + one(keys),
                                "X-Ostiary-Key-Id: forged",
                                "Authorization: Bearer " + one(keys),
                                "Cookie: session=" + one(keys)))
                        + "\r\n";
        return "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(cut) + "\r\n" + body.substring(0, cut)
                + "\r\n" + last + "0\r\n" + trailer + "\r\n";
    }
}
