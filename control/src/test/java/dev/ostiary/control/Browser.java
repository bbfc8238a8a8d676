package dev.ostiary.control;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A browser as far as signing in goes: keeps cookies, and sends the session's token with what it changes.
final class Browser {
    private final ApiClient http;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private String csrfToken = "";

    Browser(URI control) {
        this.http = new ApiClient(control, null);
    }

    /// The value of a cookie that was set.
    Optional<String> cookie(String name) {
        return Optional.ofNullable(cookies.get(name));
    }

    /// Brings a cookie from elsewhere.
    void bring(String name, String value) {
        cookies.put(name, value);
    }

    /// What changes carry.
    void csrfToken(String token) {
        csrfToken = token;
    }

    String csrfToken() {
        return csrfToken;
    }

    Answer signIn(String email, String password) {
        return remember(post("/api/v1/session", "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}"));
    }

    /// Keeps the token of an answer that says who is signed in.
    Answer remember(Answer answer) {
        if (answer.status() == 200) {
            csrfToken = answer.text("csrfToken");
        }
        return answer;
    }

    Answer get(String path) {
        return send("GET", path, null);
    }

    Answer post(String path, String body) {
        return send("POST", path, body);
    }

    Answer put(String path, String body) {
        return send("PUT", path, body);
    }

    Answer delete(String path) {
        return send("DELETE", path, null);
    }

    Answer send(String method, String path, @Nullable String body) {
        HttpRequest.Builder request =
                request(path).method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (!csrfToken.isEmpty() && !method.equals("GET")) {
            request.header("X-CSRF-Token", csrfToken);
        }
        return send(request);
    }

    /// A request with the cookies in it, for tests to add to.
    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = http.request(path);
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return request;
    }

    Answer send(HttpRequest.Builder request) {
        Answer answer = http.send(request);
        for (String set : answer.headers().allValues("Set-Cookie")) {
            String pair = set.substring(0, set.indexOf(';'));
            String name = pair.substring(0, pair.indexOf('='));
            if (set.contains("Max-Age=0")) {
                cookies.remove(name);
            } else {
                cookies.put(name, pair.substring(pair.indexOf('=') + 1));
            }
        }
        return answer;
    }
}
