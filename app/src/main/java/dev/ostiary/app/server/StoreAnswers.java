package dev.ostiary.app.server;

import dev.ostiary.core.problem.StoreException;
import dev.ostiary.core.store.Store;
import java.util.function.BooleanSupplier;

/// Whether a control plane without a gateway can do its work.
record StoreAnswers(Store store) implements BooleanSupplier {
    @Override
    public boolean getAsBoolean() {
        try {
            return store.feed().head() >= 0;
        } catch (StoreException unreachable) {
            return false;
        }
    }
}
