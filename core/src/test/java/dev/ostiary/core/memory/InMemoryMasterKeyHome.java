package dev.ostiary.core.memory;

import dev.ostiary.core.installation.MasterKeyHome;
import dev.ostiary.core.secret.MasterKeyset;

/// A place for a master keyset that ends with the test.
public final class InMemoryMasterKeyHome implements MasterKeyHome {
    private volatile MasterKeyset keyset;
    private volatile boolean isWritable = true;

    public InMemoryMasterKeyHome(MasterKeyset keyset) {
        this.keyset = keyset;
    }

    /// Whether the keyset can be changed, as one in a variable cannot.
    public void writable(boolean writable) {
        isWritable = writable;
    }

    @Override
    public String kind() {
        return isWritable ? "file" : "environment";
    }

    @Override
    public boolean isWritable() {
        return isWritable;
    }

    @Override
    public MasterKeyset read() {
        return keyset;
    }

    @Override
    public void write(MasterKeyset newKeyset) {
        keyset = newKeyset;
    }
}
