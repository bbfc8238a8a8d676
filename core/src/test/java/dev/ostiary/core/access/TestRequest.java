package dev.ostiary.core.access;

import dev.ostiary.core.address.InternetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request as a test writes it down.
final class TestRequest implements RequestFacts {
    private final Map<String, List<String>> headers = new HashMap<>();
    private final Map<String, String> bodyFields = new HashMap<>();
    private String method = "GET";
    private String target = "/acme/production/support/hello";
    private String path = "/hello";
    private @Nullable InternetAddress clientAddress;

    TestRequest target(String sent) {
        target = sent;
        return this;
    }

    /// The call as scopes see it.
    TestRequest call(String sentMethod, String pathBelowTheRoute) {
        method = sentMethod;
        path = pathBelowTheRoute;
        return this;
    }

    /// Adds a line, in any case.
    TestRequest header(String name, String value) {
        headers.computeIfAbsent(name.toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                .add(value);
        return this;
    }

    TestRequest body(String field, String value) {
        bodyFields.put(field, value);
        return this;
    }

    TestRequest from(String address) {
        clientAddress = InternetAddress.parse(address).orElseThrow();
        return this;
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String target() {
        return target;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public @Nullable String header(String name) {
        List<String> lines = headers.get(name);
        return lines == null ? null : lines.getFirst();
    }

    @Override
    public boolean isRepeated(String name) {
        return headers.getOrDefault(name, List.of()).size() > 1;
    }

    @Override
    public @Nullable String bodyField(String name) {
        return bodyFields.get(name);
    }

    @Override
    public @Nullable InternetAddress clientAddress() {
        return clientAddress;
    }
}
