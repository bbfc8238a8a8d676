package dev.ostiary.gateway.upstream;

import dev.ostiary.core.problem.ProblemCode;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;

/// Who waits for the response of an [UpstreamCall]. Called on the event loop: any number of interim responses, then
/// one response, then its body, the last piece of which is a `LastHttpContent` and the end of the call. A failure
/// may come instead of any of it, and is the end too.
public interface UpstreamListener {
    /// An interim response has come (1xx, but not 101).
    void interim(HttpResponse response);

    /// The response has come, without its body: that follows. A `101` comes only when an upgrade was asked for;
    /// then [UpstreamCall#becomeTunnel] must be called before this returns, and nothing follows.
    void response(HttpResponse response);

    /// A piece of the response's body, to be released by the listener.
    void body(HttpContent content);

    /// Everything that could be read at once was handed over: a good time to flush.
    void readComplete();

    /// The call can take more of the request's body, or no more for now.
    void writabilityChanged();

    /// The call ended without the rest of the response; nothing follows.
    ///
    /// @param problem what to tell the client if its response was not begun
    void failed(ProblemCode problem);
}
