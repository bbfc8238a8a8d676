package dev.ostiary.core.vault;

import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.ProviderKeyId;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.random.Randomness;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/// Records of provider keys that hold nothing.
public final class ProviderKeys {
    private ProviderKeys() {}

    /// One of that name, made at that instant, with a value that nobody can open.
    public static ProviderKey of(
            Organization organization, String name, int generation, Instant at, Randomness randomness) {
        Stamp stamp = new Stamp(at, "keeper");
        return new ProviderKey(
                ProviderKeyId.create(randomness, at),
                organization.id(),
                new DisplayName(name),
                "abc••••••••xyz",
                1,
                new SealedSecret(generation, Base64.getEncoder().encodeToString(randomness.bytes(40))),
                stamp,
                stamp,
                Optional.empty());
    }
}
