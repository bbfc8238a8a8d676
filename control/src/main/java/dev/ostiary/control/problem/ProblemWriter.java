package dev.ostiary.control.problem;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ostiary.control.request.ProtectiveHeaders;
import dev.ostiary.control.request.RequestIds;
import dev.ostiary.core.problem.Owner;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.StoreException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.util.DisconnectedClientHelper;
import tools.jackson.databind.json.JsonMapper;

/// Answers a failed request with its problem, and writes down what is ours to mend: bugs as errors, a failing store as
/// a warning, and a client that went away not at all. Thread safe.
public final class ProblemWriter {
    /// The media type of RFC 9457.
    public static final String MEDIA_TYPE = "application/problem+json";

    /// What a 401 must say of how to authenticate (RFC 9110, section 11.6.1).
    private static final String CHALLENGE = "Bearer realm=\"ostiary\"";

    private static final Logger log = LoggerFactory.getLogger(ProblemWriter.class);

    private final JsonMapper json;
    private final RequestIds requestIds;

    public ProblemWriter(JsonMapper json, RequestIds requestIds) {
        this.json = json;
        this.requestIds = requestIds;
    }

    /// Answers for an exception, unless nobody is there to hear it.
    ///
    /// @throws BrokenOffException when an answer has begun already
    public void answer(Throwable failure, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (isOfClient(failure)) {
            return;
        }
        if (BrokenOffException.isBehind(failure)) {
            throw new BrokenOffException();
        }
        Refusal refusal = Refusals.of(failure);
        record(failure, refusal.code(), requestIds.of(request));
        if (response.isCommitted()) {
            throw new BrokenOffException();
        }
        response.resetBuffer();
        answer(refusal, request, response);
    }

    /// Whether the client's connection failed. One that a store lost looks the same at its root, and somebody waits
    /// to hear of it.
    private static boolean isOfClient(Throwable failure) {
        return Causes.of(failure).noneMatch(StoreException.class::isInstance)
                && DisconnectedClientHelper.isClientDisconnectedException(failure);
    }

    /// The problem that an exception is, written down as [#answer(Throwable, HttpServletRequest,
    /// HttpServletResponse)] does, for an answer that somebody else writes.
    public Problem tell(Throwable failure, HttpServletRequest request) {
        Refusal refusal = Refusals.of(failure);
        String requestId = requestIds.of(request);
        record(failure, refusal.code(), requestId);
        return Problem.of(refusal.code(), requestId, refusal.fields());
    }

    /// Answers with that problem.
    public void answer(Refusal refusal, HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = body(refusal, requestIds.of(request));
        response.setStatus(refusal.code().status());
        response.setContentType(MEDIA_TYPE);
        response.setContentLength(body.length);
        ProtectiveHeaders.forData().forEach(response::setHeader);
        refusal.headers().forEach(response::setHeader);
        if (refusal.code().status() == HttpServletResponse.SC_UNAUTHORIZED) {
            response.setHeader("WWW-Authenticate", CHALLENGE);
        }
        response.getOutputStream().write(body);
    }

    /// The problem as text, for an answer that is written by the server itself.
    String text(ProblemCode code, String requestId) {
        return new String(body(Refusal.of(code), requestId), UTF_8);
    }

    private byte[] body(Refusal refusal, String requestId) {
        return json.writeValueAsBytes(Problem.of(refusal.code(), requestId, refusal.fields()));
    }

    private static void record(Throwable failure, ProblemCode code, String requestId) {
        if (code == ProblemCode.STORE_UNAVAILABLE) {
            log.atWarn()
                    .addKeyValue("requestId", requestId)
                    .addKeyValue("cause", root(failure))
                    .log("The store failed.");
            log.atDebug().addKeyValue("requestId", requestId).setCause(failure).log("The store failed here.");
        } else if (code.owner() == Owner.GATEWAY) {
            log.atError().addKeyValue("requestId", requestId).setCause(failure).log("A request failed.");
        }
    }

    /// While the store is away every request fails alike: a line for each says enough, a trace of each would bury
    /// the rest.
    private static Throwable root(Throwable failure) {
        return Causes.of(failure).reduce(failure, (_, deeper) -> deeper);
    }
}
