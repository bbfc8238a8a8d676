package dev.ostiary.gateway;

import dev.ostiary.core.address.AddressRange;
import java.util.List;

/// What a gateway lets in and how it knows from where.
///
/// @param trustedProxies whose word on where a request comes from is taken (`X-Forwarded-For`); empty for nobody's
/// @param failureBurst how many wrong credentials may come from one address at once before it is held back
/// @param failuresPerSecond how many more may come each second; 0 holds nobody back
/// @param maxJudgedBody the longest body, in bytes, that is looked into for a key
public record AdmissionSettings(
        List<AddressRange> trustedProxies, int failureBurst, int failuresPerSecond, int maxJudgedBody) {
    /// No proxies, a burst of 100 wrong credentials and ten more a second, bodies of 256 KiB.
    public static final AdmissionSettings USUAL = new AdmissionSettings(List.of(), 100, 10, 256 * 1024);

    /// The least and most that [#maxJudgedBody] may be.
    public static final int MIN_JUDGED_BODY = 64 * 1024;

    public static final int MAX_JUDGED_BODY = 1024 * 1024;

    public AdmissionSettings {
        trustedProxies = List.copyOf(trustedProxies);
        if (failureBurst < 1
                || failuresPerSecond < 0
                || maxJudgedBody < MIN_JUDGED_BODY
                || maxJudgedBody > MAX_JUDGED_BODY) {
            throw new IllegalArgumentException("not sensible settings");
        }
    }

    /// The same with other proxies.
    public AdmissionSettings withTrustedProxies(List<AddressRange> proxies) {
        return new AdmissionSettings(proxies, failureBurst, failuresPerSecond, maxJudgedBody);
    }

    /// The same with another limit of wrong credentials from one address.
    public AdmissionSettings withFailures(int burst, int perSecond) {
        return new AdmissionSettings(trustedProxies, burst, perSecond, maxJudgedBody);
    }
}
