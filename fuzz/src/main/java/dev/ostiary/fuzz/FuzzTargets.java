package dev.ostiary.fuzz;

import dev.ostiary.app.routes.RoutesFileFuzz;
import dev.ostiary.core.access.CredentialsFuzz;
import dev.ostiary.gateway.ForwardedForFuzz;
import dev.ostiary.gateway.RequestPathFuzz;
import dev.ostiary.gateway.observe.TraceParentsFuzz;
import java.util.SequencedMap;
import java.util.TreeMap;

/// All targets by the names they are started with.
public final class FuzzTargets {
    private FuzzTargets() {}

    /// The targets, in the order of their names.
    public static SequencedMap<String, FuzzTarget> all() {
        SequencedMap<String, FuzzTarget> targets = new TreeMap<>();
        targets.put("address", new AddressFuzz());
        targets.put("credentials", new CredentialsFuzz());
        targets.put("domain-pattern", new DomainPatternFuzz());
        targets.put("forwarded-for", new ForwardedForFuzz());
        targets.put("http2-requests", new Http2RequestsFuzz());
        targets.put("json-body", new JsonBodyFuzz());
        targets.put("key-format", new KeyFormatFuzz());
        targets.put("location", new LocationFuzz());
        targets.put("request-decoder", new RequestDecoderFuzz());
        targets.put("request-path", new RequestPathFuzz());
        targets.put("response-decoder", new ResponseDecoderFuzz());
        targets.put("routes-file", new RoutesFileFuzz());
        targets.put("scope", new ScopeFuzz());
        targets.put("traceparent", new TraceParentsFuzz());
        return targets;
    }

    /// The target of that name.
    ///
    /// @throws IllegalArgumentException when there is none
    public static FuzzTarget named(String name) {
        FuzzTarget target = all().get(name);
        if (target == null) {
            throw new IllegalArgumentException("no target is named " + name + "; there are " + all().keySet());
        }
        return target;
    }
}
