package dev.ostiary.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostiary.core.node.Heartbeats;
import dev.ostiary.core.node.NodeId;
import dev.ostiary.core.organization.Organization;
import org.junit.jupiter.api.Test;

/// Revoking, disabling and enabling API keys over REST.
class KeySwitchesIT extends ControlIT {
    /// Twice is as good as once, and the first time stays.
    @Test
    void revoke_endsTheKeyForGood() {
        Organization organization = organization();
        String id = key(organization);

        Answer first = api.post(path(organization, "keys", id, "revoke")).expect(200);
        Answer second = api.post(path(organization, "keys", id, "revoke")).expect(200);

        assertEquals("revoked", first.text("status"));
        assertEquals(first.text("revokedAt"), second.text("revokedAt"));
        api.post(path(organization, "keys", id, "enable")).expectProblem(409, "key.revoked");
        api.post(path(organization, "keys", id, "disable")).expectProblem(409, "key.revoked");
    }

    /// The answer counts the nodes that obey the change, and those that live.
    @Test
    void revoke_countsNodes() {
        Organization organization = organization();
        String id = key(organization);
        NodeId ahead = new NodeId("node_ahead");
        plane.core.store.nodes().report(Heartbeats.of("node_ahead", Long.MAX_VALUE));
        try {
            Answer answer = api.post(path(organization, "keys", id, "revoke")).expect(200);

            assertEquals(
                    "{\"nodes\":1,\"of\":1}", answer.json().required("applied").toString());
        } finally {
            plane.core.store.nodes().remove(ahead);
        }
    }

    @Test
    void disable_andEnable_switchTheKey() {
        Organization organization = organization();
        String id = key(organization);

        Answer off = api.post(path(organization, "keys", id, "disable")).expect(200);
        Answer on = api.post(path(organization, "keys", id, "enable")).expect(200);

        assertEquals("disabled", off.text("status"));
        assertEquals("2026-03-01T12:00:00.000Z", off.text("disabledAt"));
        assertEquals("active", on.text("status"));
        assertEquals("null", on.text("disabledAt"));
    }

    /// One key's end is no other's (S4.10).
    @Test
    void revoke_leavesOthersAlone() {
        Organization organization = organization();
        String one = key(organization);
        String other = api.post(path(organization, "keys"), "{\"name\":\"other\"}")
                .expect(201)
                .text("id");

        api.post(path(organization, "keys", one, "revoke")).expect(200);

        assertEquals("active", api.get(path(organization, "keys", other)).text("status"));
    }

    /// Nothing is switched by looking.
    @Test
    void get_isNotAllowed() {
        Organization organization = organization();

        Answer answer = api.get(path(organization, "keys", key(organization), "revoke"));

        assertEquals(
                "POST", answer.expectProblem(405, "request.method-not-allowed").header("Allow"));
    }

    @Test
    void unknownKey_isNotFound() {
        Organization organization = organization();
        for (String id : new String[] {"key_01kj3x5v9rn2c8q4w6t0ya7mze", "nonsense", "key_"}) {
            for (String action : new String[] {"revoke", "disable", "enable"}) {
                api.post(path(organization, "keys", id, action)).expectProblem(404, "resource.not-found");
            }
        }
    }

    private String key(Organization organization) {
        return api.post(path(organization, "keys"), "{\"name\":\"k\"}")
                .expect(201)
                .text("id");
    }
}
