package dev.ostiary.gateway;

import dev.ostiary.core.denial.DenialLog;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.gateway.denial.DenialJournal;
import dev.ostiary.gateway.limit.FailureLimiter;
import dev.ostiary.gateway.limit.KeyLimiter;
import java.nio.ByteBuffer;
import java.time.Clock;

/// What the event loops of a gateway count together, and whom they tell of it.
///
/// @param journal of denials, to be explained later
record AdmissionContext(
        AdmissionSettings settings,
        TrustedProxies proxies,
        KeyLimiter keyLimiter,
        FailureLimiter failureLimiter,
        DenialJournal journal) {
    static AdmissionContext of(AdmissionSettings settings, DenialLog denials, Randomness randomness, Clock clock) {
        return new AdmissionContext(
                settings,
                new TrustedProxies(settings.trustedProxies()),
                new KeyLimiter(System::nanoTime),
                new FailureLimiter(
                        settings.failureBurst(),
                        settings.failuresPerSecond(),
                        ByteBuffer.wrap(randomness.bytes(Long.BYTES)).getLong()),
                new DenialJournal(denials, clock));
    }
}
