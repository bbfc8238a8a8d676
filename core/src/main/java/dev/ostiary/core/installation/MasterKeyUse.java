package dev.ostiary.core.installation;

/// How many stored things need a generation of the master key.
///
/// @param providerKeys encrypted under it
/// @param apiKeys whose digest has its pepper in it, or that of a replaced secret which is still accepted; neither
///     revoked nor deleted
/// @param managementKeys the same of management keys
public record MasterKeyUse(long providerKeys, long apiKeys, long managementKeys) {
    /// None.
    public static final MasterKeyUse NONE = new MasterKeyUse(0, 0, 0);

    public boolean isNone() {
        return providerKeys == 0 && apiKeys == 0 && managementKeys == 0;
    }
}
