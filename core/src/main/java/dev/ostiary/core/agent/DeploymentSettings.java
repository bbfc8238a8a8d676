package dev.ostiary.core.agent;

import dev.ostiary.core.access.CorsPolicy;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// How an agent is deployed to an environment.
///
/// @param upstreams the addresses that share its requests; in a draft none for the agent's own
/// @param keySecurity whether callers need an API key
/// @param cors from which pages browsers may call; empty for none but the agent's own leave
/// @param headers what requests get on their way to an upstream
/// @param messages where it takes messages of chats
public record DeploymentSettings(
        List<UpstreamUrl> upstreams,
        boolean keySecurity,
        Optional<CorsPolicy> cors,
        RouteTimeouts timeouts,
        UpstreamHeaders headers,
        MessagesPath messages) {
    /// The most upstreams there may be.
    public static final int MAX_UPSTREAMS = 64;

    /// As they are before anybody sets anything: led to the agent's own upstream, with a key needed.
    public static final DeploymentSettings DEFAULT =
            new DeploymentSettings(List.of(), true, Optional.empty(), RouteTimeouts.DEFAULT, UpstreamHeaders.NONE);

    /// Settings that take messages where agents usually do.
    public DeploymentSettings(
            List<UpstreamUrl> upstreams,
            boolean keySecurity,
            Optional<CorsPolicy> cors,
            RouteTimeouts timeouts,
            UpstreamHeaders headers) {
        this(upstreams, keySecurity, cors, timeouts, headers, MessagesPath.DEFAULT);
    }

    public DeploymentSettings {
        upstreams = List.copyOf(upstreams);
        if (upstreams.size() > MAX_UPSTREAMS) {
            throw new IllegalArgumentException("too many upstreams");
        }
    }

    /// The same, leading there.
    public DeploymentSettings leadingTo(List<UpstreamUrl> addresses) {
        return new DeploymentSettings(addresses, keySecurity, cors, timeouts, headers, messages);
    }

    /// The same as they are deployed: where none is set, they lead to the agent's own upstream.
    public DeploymentSettings resolved(Agent agent) {
        return upstreams.isEmpty() ? leadingTo(agent.upstream().stream().toList()) : this;
    }

    /// The same as they are kept to be edited: what leads to the agent's own upstream goes on doing so.
    DeploymentSettings unresolved(Agent agent) {
        return upstreams.equals(agent.upstream().stream().toList()) ? leadingTo(List.of()) : this;
    }

    /// What they say, as texts by the names of the fields; what is not set is left out.
    public SortedMap<String, String> texts() {
        SortedMap<String, String> texts = new TreeMap<>();
        texts.put("upstreams", joined(upstreams));
        texts.put("keySecurity", Boolean.toString(keySecurity));
        cors.ifPresent(policy -> {
            texts.put("cors.allowedOrigins", joined(policy.allowedOrigins()));
            texts.put("cors.allowedMethods", joined(policy.allowedMethods()));
            texts.put("cors.allowedHeaders", joined(policy.allowedHeaders()));
            texts.put("cors.exposedHeaders", joined(policy.exposedHeaders()));
            texts.put("cors.allowCredentials", Boolean.toString(policy.allowsCredentials()));
            texts.put("cors.maxAge", policy.maxAge().toString());
        });
        timeouts.response().ifPresent(time -> texts.put("timeouts.response", time.toString()));
        timeouts.idle().ifPresent(time -> texts.put("timeouts.idle", time.toString()));
        timeouts.request().ifPresent(time -> texts.put("timeouts.request", time.toString()));
        headers.values().forEach((name, value) -> texts.put("headers." + name, value));
        if (!messages.equals(MessagesPath.DEFAULT)) {
            texts.put("messagesPath", messages.value());
        }
        texts.values().removeIf(String::isEmpty);
        return texts;
    }

    private static String joined(List<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(" "));
    }
}
