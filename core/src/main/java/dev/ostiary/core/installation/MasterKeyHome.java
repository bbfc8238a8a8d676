package dev.ostiary.core.installation;

import dev.ostiary.core.secret.MasterKeyset;

/// Where the master keyset is kept, outside the database.
public interface MasterKeyHome {
    /// What kind of place it is, in a word that people know: `file`, `sealed-file`, `environment`.
    String kind();

    /// Whether [#write] can be called.
    boolean isWritable();

    /// What is kept there now.
    MasterKeyset read();

    /// Puts a keyset in the place of the one that is there, whole or not at all; it is safe when this returns.
    void write(MasterKeyset keyset);
}
