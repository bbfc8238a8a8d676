package dev.ostiary.core.installation;

import dev.ostiary.core.change.Applied;
import java.util.List;

/// How the master key stands.
///
/// @param home where it is kept, as [MasterKeyHome#kind()] says
/// @param active the generation that new things are made under
/// @param generations all that are not retired, newest first
public record MasterKeyStatus(String home, int active, List<Generation> generations) {
    public MasterKeyStatus {
        generations = List.copyOf(generations);
    }

    /// How one generation stands.
    ///
    /// @param use what needs it
    /// @param nodes how many of the live gateways have it
    public record Generation(MasterKeyRecord record, MasterKeyUse use, Applied nodes) {}
}
