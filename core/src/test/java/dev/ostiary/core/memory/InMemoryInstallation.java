package dev.ostiary.core.memory;

import dev.ostiary.core.installation.InstallationStore;
import java.util.Optional;

final class InMemoryInstallation implements InstallationStore {
    private final InMemoryTransactions rows;

    InMemoryInstallation(InMemoryTransactions rows) {
        this.rows = rows;
    }

    @Override
    public Optional<String> masterKeyCheck() {
        return rows.read(contents -> Optional.ofNullable(contents.singles().get(Contents.Single.MASTER_KEY_CHECK)));
    }

    @Override
    public void initialise(String masterKeyCheck) {
        rows.write(contents -> {
            if (contents.singles().putIfAbsent(Contents.Single.MASTER_KEY_CHECK, masterKeyCheck) != null) {
                throw new IllegalStateException("initialised already");
            }
        });
    }
}
