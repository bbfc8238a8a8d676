package dev.ostiary.app.server;

import dev.ostiary.core.installation.MasterKeyHome;
import dev.ostiary.core.secret.MasterKeyset;

/// A master key that the process was given in a variable, and cannot change there.
record GivenMasterKeyHome(MasterKeyset read) implements MasterKeyHome {
    @Override
    public String kind() {
        return "environment";
    }

    @Override
    public boolean isWritable() {
        return false;
    }

    @Override
    public void write(MasterKeyset keyset) {
        throw new IllegalStateException("a variable cannot be written");
    }
}
