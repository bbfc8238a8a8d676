package dev.ostiary.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostiary.core.node.Heartbeats;
import dev.ostiary.core.node.NodeId;
import dev.ostiary.core.node.NodeReport;
import dev.ostiary.core.node.StateDigest;
import dev.ostiary.core.organization.Organization;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The audit trail and the status over REST, and the answers for load balancers.
class AuditAndStatusIT extends ControlIT {
    @Test
    void audit_tellsWhoDidWhat() {
        Organization organization = organization();
        tick();
        String id = api.post(path(organization, "keys"), "{\"name\":\"k\"}")
                .expect(201)
                .text("id");
        tick();
        api.post(path(organization, "keys", id, "revoke")).expect(200);

        JsonNode events =
                api.get(path(organization, "audit-events")).expect(200).json().required("items");

        JsonNode newest = events.get(0);
        assertEquals(
                List.of(
                        "chain",
                        "seq",
                        "previousHash",
                        "hash",
                        "id",
                        "at",
                        "actor",
                        "source",
                        "action",
                        "subject",
                        "before",
                        "after"),
                List.copyOf(newest.propertyNames()));
        assertEquals("key.revoked", newest.required("action").asString());
        assertEquals(
                "{\"kind\":\"key\",\"id\":\"" + id + "\",\"name\":\"k\"}",
                newest.required("subject").toString());
        assertEquals("tester", newest.required("actor").required("name").asString());
        assertEquals("management-key", newest.required("actor").required("kind").asString());
        assertEquals("{\"state\":\"enabled\"}", newest.required("before").toString());
        assertEquals("{\"state\":\"revoked\"}", newest.required("after").toString());
        assertEquals(
                List.of("key.revoked", "key.issued", "organization.created"),
                events.valueStream()
                        .map(event -> event.required("action").asString())
                        .toList());
    }

    @Test
    void status_tellsHowItStands() {
        NodeId node = new NodeId("node_1");
        NodeId silent = new NodeId("node_0");
        plane.core.store.nodes().report(Heartbeats.of("node_0", 7));
        plane.core.clock.advance(NodeReport.LIVENESS.plusMillis(1));
        plane.core.store.nodes().report(Heartbeats.of("node_1", 7));
        try {
            Answer answer = api.get("/api/v1/status").expect(200);

            assertEquals(List.of("version", "gatewayUrl", "changes", "nodes", "startedAt"), answer.fields());
            assertEquals("1.2.3", answer.text("version"));
            assertEquals("http://gateway.test:8080", answer.text("gatewayUrl"));
            assertEquals(
                    plane.core.store.feed().head(),
                    answer.json().required("changes").longValue());
            assertEquals("2026-03-01T12:00:00.000Z", answer.text("startedAt"));
            assertEquals(
                    "[{\"id\":\"node_1\",\"appliedSeq\":7,\"heardAt\":\"2026-03-01T12:00:10.001Z\"}]",
                    answer.json().required("nodes").toString());
        } finally {
            plane.core.store.nodes().remove(node);
            plane.core.store.nodes().remove(silent);
        }
    }

    /// Each node is told of with how far it is and what it holds; one that is behind or gone is told so (issue 4,
    /// section 6).
    @Test
    void nodes_tellHowTheyStand() {
        plane.core.store.nodes().report(Heartbeats.of("node_gone", 1));
        plane.core.clock.advance(NodeReport.LIVENESS.plusMillis(1));
        long head = plane.core.store.feed().head();
        plane.core.store.nodes().report(Heartbeats.of("node_behind", head - 1, new StateDigest(1, 2, LocalDate.EPOCH)));
        try {
            Answer answer = api.get("/api/v1/nodes").expect(200);

            assertEquals(List.of("changes", "items"), answer.fields());
            JsonNode items = answer.json().required("items");
            assertEquals(
                    List.of("node_behind behind 1", "node_gone gone " + (head - 1)),
                    items.valueStream()
                            .map(node -> node.required("id").asString() + " "
                                    + node.required("state").asString() + " "
                                    + node.required("lag").asLong())
                            .toList());
            JsonNode behind = items.get(0);
            assertEquals("gateway-1", behind.required("name").asString());
            assertEquals("1.2.3", behind.required("version").asString());
            assertEquals(
                    "2026-03-01T11:00:00.000Z", behind.required("startedAt").asString());
            assertEquals(3, behind.required("keys").asLong());
            assertEquals(
                    "0000000000000001000000000000000200000000",
                    behind.required("digest").asString());
        } finally {
            plane.core.store.nodes().remove(new NodeId("node_gone"));
            plane.core.store.nodes().remove(new NodeId("node_behind"));
        }
    }

    /// Alive even when the store is not; ready as it is told.
    @Test
    void health_wantsNoCredential() {
        ApiClient anonymous = api.anonymous();
        plane.core.store.failing(true);

        assertEquals(
                "{\"status\":\"up\"}", anonymous.get("/healthz").expect(200).body());
        assertEquals("{\"status\":\"up\"}", anonymous.get("/readyz").expect(200).body());
        plane.isReady.set(false);
        try {
            assertEquals(
                    "{\"status\":\"down\"}",
                    anonymous.get("/readyz").expect(503).body());
            anonymous.get("/healthz").expect(200);
        } finally {
            plane.isReady.set(true);
        }
    }
}
