package dev.ostiary.gateway;

import static dev.ostiary.gateway.Requests.AGENT;
import static dev.ostiary.gateway.Requests.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyFormat;
import dev.ostiary.core.key.KeyType;
import dev.ostiary.core.secret.Secret;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Every wrong key gets the same answer to the byte, but for the request's id, over HTTP/1.1 and HTTP/2 (E01).
class HostileEqualityIT {
    private static final KeyBinding WHOLE = new KeyBinding.WholeOrganization();

    private HostileDoor door;
    private Map<String, String> wrong;

    @BeforeEach
    void start() throws IOException {
        door = HostileDoor.usual();
        wrong = wrongKeys();
    }

    @AfterEach
    void stop() throws IOException {
        door.close();
    }

    private Map<String, String> wrongKeys() {
        GatewayFixture gateway = door.gateway;
        Secret revoked = gateway.key();
        gateway.put(revoked, WHOLE, "a key", true, KeyEntry.NEVER);
        Secret expired = gateway.key(WHOLE, "a key", Instant.EPOCH.toEpochMilli() + 1);
        Secret foreign = random(KeyType.SECRET);
        OrganizationId other = gateway.organization("globex");
        gateway.put(foreign, other, WHOLE, "a key", false, KeyEntry.NEVER);
        Secret elsewhere = gateway.key(
                new KeyBinding.AgentInEnvironment(
                        AgentId.create(gateway.randomness, GatewayFixture.NOW),
                        EnvironmentId.create(gateway.randomness, GatewayFixture.NOW)),
                "a key",
                KeyEntry.NEVER);
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("unknown", random(KeyType.SECRET).reveal());
        keys.put("revoked", revoked.reveal());
        keys.put("expired", expired.reveal());
        keys.put("of another organization", foreign.reveal());
        keys.put("bound elsewhere", elsewhere.reveal());
        keys.put("of management", random(KeyType.MANAGEMENT).reveal());
        keys.put("of a test", random(KeyType.TEST).reveal());
        keys.put("changed", door.key.substring(0, door.key.length() - 1) + "!");
        keys.put("with another prefix", "zz" + door.key.substring(2));
        keys.put("a wrong pair", gateway.publicId(revoked) + ":" + door.key);
        keys.put(
                "a pair with a wrong secret",
                gateway.publicId(door.secret) + ":" + random(KeyType.SECRET).reveal());
        keys.put("an unknown public id", KeyFormat.generatePublicId(gateway.randomness));
        keys.put("a revoked public id", gateway.publicId(revoked));
        keys.put("short", "x");
        keys.put("long", "x".repeat(600));
        return keys;
    }

    private Secret random(KeyType type) {
        return KeyFormat.generate(type, door.gateway.randomness);
    }

    @Test
    void http1Answers_areTheSame() throws Exception {
        Message expected = door.gateway.call(get(AGENT, "X-API-Key: " + wrong.get("unknown")));
        assertEquals(401, expected.status());
        for (Map.Entry<String, String> each : wrong.entrySet()) {
            Message answer = door.gateway.call(get(AGENT, "X-API-Key: " + each.getValue()));
            assertEquals(expected.withoutRequestId(), answer.withoutRequestId(), each.getKey());
        }
        assertTrue(door.agent.requests.isEmpty());
    }

    @Test
    void http2Answers_areTheSame() throws Exception {
        try (Http2Peer client = Http2Peer.connect(door.gateway.gateway.url())) {
            String expected = answer(client, wrong.getOrDefault("unknown", ""));
            assertTrue(expected.contains("401"), expected);
            for (Map.Entry<String, String> each : wrong.entrySet()) {
                assertEquals(expected, answer(client, each.getValue()), each.getKey());
            }
        }
        assertTrue(door.agent.requests.isEmpty());
    }

    private static String answer(Http2Peer client, String key) throws Exception {
        Http2Peer.Response response = client.call(Http2Peer.request("GET", AGENT, "x-api-key", key));
        StringBuilder fields = new StringBuilder();
        for (Http2Headers head : response.heads()) {
            head.forEach(field -> fields.append(field.getKey())
                    .append('=')
                    .append(field.getValue())
                    .append('\n'));
        }
        return (fields + response.body()).replace(response.header("x-ostiary-request-id"), "");
    }
}
