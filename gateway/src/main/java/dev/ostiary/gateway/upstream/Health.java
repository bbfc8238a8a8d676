package dev.ostiary.gateway.upstream;

/// Whether an address has served well lately.
final class Health {
    private final UpstreamEjection rule;
    private int failures;
    private boolean isEjected;
    private boolean isOnTrial;
    private long ejectedAt;
    private long nanos;

    Health(UpstreamEjection rule) {
        this.rule = rule;
        this.nanos = rule.first().toNanos();
    }

    /// Whether a request may go there: it is not left out, or it is time to try it again.
    boolean mayServe(long now) {
        return !isEjected || !isOnTrial && now - ejectedAt >= nanos;
    }

    /// A request goes there.
    ///
    /// @return whether it is the one that tries whether the address serves again
    boolean begin(long now) {
        boolean isTrial = isEjected && mayServe(now);
        isOnTrial |= isTrial;
        return isTrial;
    }

    void succeeded() {
        failures = 0;
        isEjected = false;
        isOnTrial = false;
        nanos = rule.first().toNanos();
    }

    void failed(long now) {
        failures++;
        if (isOnTrial) {
            nanos = Math.min(nanos * 2, rule.longest().toNanos());
            eject(now);
        } else if (!isEjected && failures >= rule.failures()) {
            eject(now);
        }
    }

    private void eject(long now) {
        isEjected = true;
        isOnTrial = false;
        ejectedAt = now;
    }

    /// The request that tried it ended without telling anything.
    void trialAbandoned() {
        isOnTrial = false;
    }
}
