package dev.ostiary.control.signin;

import dev.ostiary.control.passkey.RelyingParty;
import dev.ostiary.control.request.PublicAddress;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import jakarta.servlet.http.HttpServletRequest;

/// Whom passkeys are for at this server.
final class RelyingParties {
    private RelyingParties() {}

    /// @throws RefusedException `passkey.unavailable`
    static RelyingParty of(PublicAddress address, HttpServletRequest request) {
        return RelyingParty.of(address.origin(request))
                .orElseThrow(() -> new RefusedException(ProblemCode.PASSKEY_UNAVAILABLE));
    }
}
