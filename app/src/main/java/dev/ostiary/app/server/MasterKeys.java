package dev.ostiary.app.server;

import dev.ostiary.app.vault.TinkSecretCipher;
import dev.ostiary.core.installation.MasterKeyHome;
import dev.ostiary.core.installation.MasterKeyRotation;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.MasterKeyRing;
import dev.ostiary.core.standing.StoredStanding;
import dev.ostiary.core.store.Store;
import dev.ostiary.core.vault.SecretCipher;
import java.time.Clock;

/// The master key of a running process and what is done with it.
record MasterKeys(MasterKeyRing ring, MasterKeyHome home, MasterKeyRotation rotation, SecretCipher cipher) {
    /// Those of a home, of which that generation is in use.
    static MasterKeys of(MasterKeyHome home, int active, Store store, Randomness randomness, Clock clock) {
        MasterKeyRing ring = new MasterKeyRing(home.read(), active);
        MasterKeyRotation rotation = new MasterKeyRotation(
                StoredStanding.transactions(store, clock),
                store.masterKeys(),
                store.audit(),
                store.nodes(),
                ring,
                randomness,
                clock);
        rotation.follow(home.read());
        return new MasterKeys(ring, home, rotation, new TinkSecretCipher(ring));
    }
}
