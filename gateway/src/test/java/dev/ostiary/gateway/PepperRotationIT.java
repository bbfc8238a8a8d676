package dev.ostiary.gateway;

import static dev.ostiary.gateway.OwnRoutes.prefix;
import static dev.ostiary.gateway.Requests.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyDigester;
import dev.ostiary.core.key.KeyFormat;
import dev.ostiary.core.key.KeyRestrictions;
import dev.ostiary.core.key.KeyType;
import dev.ostiary.core.key.Labels;
import dev.ostiary.core.route.PolicySettings;
import dev.ostiary.core.secret.MasterKey;
import dev.ostiary.core.secret.Pepper;
import dev.ostiary.core.secret.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The pepper is rotated while the gateway serves (A.4).
class PepperRotationIT {
    /// Keys of each live pepper open from the moment the change returns, on every event loop; those of a pepper
    /// that is gone do not.
    @Test
    void replacePeppers_isObeyedAtOnce() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture(GatewayFixture.usual().withEventLoops(4));
                TestAgent agent = TestAgent.greeting()) {
            fixture.route("svc", prefix("/svc", agent.url()), PolicySettings.DEFAULT);
            Pepper first = fixture.pepper;
            Pepper second = MasterKey.generate(fixture.randomness).pepper(2);
            Secret before = key(fixture, first);
            Secret after = key(fixture, second);
            assertStatuses(fixture, before, 200, after, 401);

            fixture.gateway.replacePeppers(List.of(second, first));
            assertStatuses(fixture, before, 200, after, 200);

            fixture.gateway.replacePeppers(List.of(second));
            assertStatuses(fixture, before, 401, after, 200);
        }
    }

    /// Each on connections enough to meet every event loop.
    private static void assertStatuses(GatewayFixture fixture, Secret one, int oneStatus, Secret other, int otherStatus)
            throws Exception {
        for (int connection = 0; connection < 24; connection++) {
            assertEquals(oneStatus, status(fixture, one));
            assertEquals(otherStatus, status(fixture, other));
        }
    }

    private static int status(GatewayFixture fixture, Secret key) throws Exception {
        return fixture.call(get("/svc", "Authorization: Bearer " + key.reveal()))
                .status();
    }

    private static Secret key(GatewayFixture fixture, Pepper pepper) {
        Secret secret = KeyFormat.generate(KeyType.SECRET, fixture.randomness);
        fixture.directory.put(new KeyEntry(
                new KeyDigester(pepper).digest(secret.reveal()),
                KeyId.create(fixture.randomness, GatewayFixture.NOW),
                KeyFormat.generatePublicId(fixture.randomness),
                "k" + pepper.number(),
                fixture.organization,
                new KeyBinding.WholeOrganization(),
                Labels.NONE,
                KeyRestrictions.NONE,
                false,
                false,
                KeyEntry.NEVER));
        return secret;
    }
}
