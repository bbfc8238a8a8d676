package dev.ostiary.core.audit;

/// An event in its chain, as it is stored.
///
/// @param seq its number, consecutive from 1
/// @param previous the hash of the event before it; [AuditHash#NONE] before the first
/// @param hash of everything here, as [AuditEncoding] says
public record AuditEntry(AuditChain chain, long seq, AuditHash previous, AuditHash hash, AuditFacts facts) {
    /// The event that follows the end of a chain.
    public static AuditEntry following(AuditPoint end, AuditChain chain, AuditFacts facts) {
        long seq = end.seq() + 1;
        return new AuditEntry(chain, seq, end.hash(), AuditEncoding.hash(chain, seq, end.hash(), facts), facts);
    }

    /// Its place and hash.
    public AuditPoint point() {
        return new AuditPoint(seq, hash);
    }

    /// Whether the hash is that of what is stored.
    public boolean isIntact() {
        return AuditEncoding.hash(chain, seq, previous, facts).equals(hash);
    }
}
