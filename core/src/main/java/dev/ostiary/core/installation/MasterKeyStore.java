package dev.ostiary.core.installation;

import dev.ostiary.core.node.NodeId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Keeps what is known of the generations of the master key, which are of the whole installation.
public interface MasterKeyStore {
    /// All generations, retired ones too, ascending.
    List<MasterKeyRecord> list();

    /// The same, held until the transaction ends: of several who change them at once, one does.
    List<MasterKeyRecord> lock();

    /// Adds a generation, whose number must be new.
    void insert(MasterKeyRecord generation);

    /// Replaces what is known of a generation, but for its check value.
    void update(MasterKeyRecord generation);

    /// How many things need each generation; one that nothing needs may be absent.
    ///
    /// @param now by which replaced secrets are judged
    Map<Integer, MasterKeyUse> use(Instant now);

    /// Notes that a node has a generation at hand.
    void hold(int generation, NodeId node, Instant at);

    /// The nodes that have the generation at hand, ended ones among them.
    Set<NodeId> holders(int generation);
}
