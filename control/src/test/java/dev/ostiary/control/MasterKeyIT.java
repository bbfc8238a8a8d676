package dev.ostiary.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.ostiary.core.node.Heartbeats;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.vault.ProviderKeyListing;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The master key over REST.
class MasterKeyIT {
    /// A rotation is made, seen and ended; what is needed is not retired (S4.14).
    @Test
    void rotation_fromBeginningToEnd() {
        try (ControlFixture plane = new ControlFixture()) {
            ApiClient api = plane.api;
            Organization organization = plane.core.organization("acme");
            String keys = "/api/v1/organizations/acme/provider-keys";
            api.post(keys, "{\"name\":\"MY_API\",\"value\":\"value-0123456789abcdef\"}")
                    .expect(201);
            JsonNode before = api.get("/api/v1/master-key").expect(200).json();
            assertEquals(1, before.required("active").asInt());
            assertEquals(1, before.at("/generations/0/providerKeys").asInt());
            assertEquals(1, before.at("/generations/0/managementKeys").asInt());

            assertEquals("2", api.post("/api/v1/master-key/rotate").expect(200).text("generation"));

            assertEquals(
                    List.of("master-key.activated", "master-key.created"),
                    api.get("/api/v1/audit-events?subject=generation%202")
                            .expect(200)
                            .json()
                            .required("items")
                            .valueStream()
                            .map(event -> event.required("action").asString())
                            .toList());
            Answer during = api.get("/api/v1/master-key").expect(200);
            assertEquals("2", during.text("active"));
            assertEquals(2, during.json().required("generations").size());
            assertEquals(1, during.json().at("/generations/1/providerKeys").asInt());
            plane.core.reencryptProviderKeys.run();
            Answer after = api.get("/api/v1/master-key").expect(200);
            assertEquals(1, after.json().at("/generations/0/providerKeys").asInt());
            assertEquals(0, after.json().at("/generations/1/providerKeys").asInt());
            Answer refused = api.delete("/api/v1/master-key/generations/1").expectProblem(409, "generation.in-use");
            assertEquals(List.of("managementKeys"), refused.wrongFields());
            assertEquals(
                    1,
                    plane.core
                            .store
                            .providerKeys()
                            .list(organization.id(), ProviderKeyListing.newestFirst(5))
                            .items()
                            .size());
        }
    }

    /// It is for the whole installation; and a generation that is none is not found.
    @Test
    void others_areRefused() {
        try (ControlFixture plane = new ControlFixture()) {
            Organization organization = plane.core.organization("acme");
            try (ApiClient confined = plane.confinedTo(organization.id())) {
                confined.get("/api/v1/master-key").expectProblem(403, "permission.denied");
                confined.post("/api/v1/master-key/rotate").expectProblem(403, "permission.denied");
                confined.delete("/api/v1/master-key/generations/1").expectProblem(403, "permission.denied");
            }
            for (String generation : List.of("0", "2", "x", "-1", "99999999999")) {
                plane.api
                        .delete("/api/v1/master-key/generations/" + generation)
                        .expectProblem(404, "resource.not-found");
            }
        }
    }

    /// A master key in a variable is not rotated from here, and one whose newest generation waits for a gateway is
    /// not rotated again.
    @Test
    void rotate_notNow_isRefused() {
        try (ControlFixture plane = new ControlFixture()) {
            plane.core.masterKeyHome.writable(false);
            plane.api.post("/api/v1/master-key/rotate").expectProblem(409, "rotation.not-writable");
            plane.core.masterKeyHome.writable(true);
            plane.core.store.nodes().report(Heartbeats.of("node_behind", 0));
            Answer waits = plane.api.post("/api/v1/master-key/rotate").expect(200);
            assertEquals(
                    "{\"nodes\":0,\"of\":1}", waits.json().required("applied").toString());
            plane.api.post("/api/v1/master-key/rotate").expectProblem(409, "rotation.in-progress");
            String body = plane.api.get("/api/v1/master-key").expect(200).body();
            assertFalse(body.contains("ostiary-master-key"));
        }
    }
}
