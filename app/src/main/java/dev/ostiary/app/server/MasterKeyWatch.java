package dev.ostiary.app.server;

import dev.ostiary.core.problem.StoreException;
import dev.ostiary.core.vault.ReencryptProviderKeys;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries rotations of the master key on while a process runs: reads it again when it changes, says which generations
/// are here and, on a control plane, puts a new one to use and encrypts provider keys anew.
final class MasterKeyWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MasterKeyWatch.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    /// How often it is looked for keys that another control plane has made under an older generation meanwhile.
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final MasterKeys masterKeys;
    private final Optional<Reencryption> reencrypt;
    private final Thread watch;
    private int done;
    private long doneAt;

    /// @param reencrypt encrypts secrets anew; empty on a gateway alone
    MasterKeyWatch(MasterKeys masterKeys, Optional<Reencryption> reencrypt) {
        this.masterKeys = masterKeys;
        this.reencrypt = reencrypt;
        this.watch = Thread.ofVirtual().name("master-key").unstarted(this::watch);
    }

    /// Begins to watch.
    MasterKeyWatch start() {
        watch.start();
        return this;
    }

    private void watch() {
        try {
            while (true) {
                step();
                Thread.sleep(POLL);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void step() {
        try {
            masterKeys.rotation().follow(masterKeys.home().read());
            if (reencrypt.isPresent()) {
                masterKeys.rotation().advance();
                reencrypt(reencrypt.get());
            } else {
                masterKeys.rotation().hold();
            }
        } catch (StoreException away) {
            LOG.atDebug().setCause(away).log("the master key's generations cannot be looked at");
        } catch (RuntimeException bug) {
            // Tried again in a moment: a rotation must not stand still for it.
            LOG.atError().setCause(bug).log("a rotation of the master key cannot be carried on");
        }
    }

    private void reencrypt(Reencryption work) {
        int active = masterKeys.ring().active();
        if (done == active && System.nanoTime() - doneAt < AGAIN.toNanos()) {
            return;
        }
        ReencryptProviderKeys.Outcome outcome = work.providerKeys().run();
        if (outcome.moved() > 0) {
            LOG.atInfo()
                    .addKeyValue("generation", active)
                    .addKeyValue("keys", outcome.moved())
                    .log("provider keys were encrypted anew");
        }
        outcome.unreadable()
                .forEach(key -> LOG.atError()
                        .addKeyValue("providerKey", key.value())
                        .log("a provider key does not open; give it its value again"));
        int secrets = work.identityProviders().reencrypt();
        if (secrets > 0) {
            LOG.atInfo()
                    .addKeyValue("generation", active)
                    .addKeyValue("providers", secrets)
                    .log("client secrets of identity providers were encrypted anew");
        }
        done = active;
        doneAt = System.nanoTime();
    }

    @Override
    public void close() {
        watch.interrupt();
        try {
            watch.join(Duration.ofSeconds(5));
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
