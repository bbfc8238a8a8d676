package dev.ostiary.gateway.observe;

import dev.ostiary.core.access.DenialReason;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

/// What is known of a request while it is served. Its owner, a connection or a stream, may use one record for all its
/// requests, one after the other: [Recorder#begin] empties it, [Recorder#finish] counts it and writes it down. Noting
/// something in it costs a field's write. For the thread of its event loop only.
public final class RequestRecord {
    boolean isOpen;
    long startNanos;
    long firstByteNanos;
    Protocol protocol = Protocol.HTTP_1_1;
    int method;
    int status;
    long requestBytes;
    long responseBytes;
    boolean isForwarded;
    boolean isBroken;
    boolean isClientGone;

    @Nullable
    ProblemCode problem;

    @Nullable
    DenialReason denial;

    @Nullable
    String clientAddress;

    @Nullable
    String target;

    int pathEnd;

    @Nullable
    String requestId;

    @Nullable
    String route;

    @Nullable
    OrganizationId organization;

    @Nullable
    KeyId key;

    @Nullable
    String upstream;

    @Nullable
    String traceparent;

    @Nullable
    String userAgent;

    /// Makes a record that is empty and belongs to no request yet.
    public RequestRecord() {}

    void clear() {
        firstByteNanos = 0;
        status = SeriesTable.NO_STATUS;
        route = null;
        organization = null;
        requestBytes = 0;
        responseBytes = 0;
        isForwarded = false;
        isBroken = false;
        isClientGone = false;
        problem = null;
        denial = null;
        target = null;
        pathEnd = 0;
        requestId = null;
        key = null;
        upstream = null;
        traceparent = null;
        userAgent = null;
    }

    /// Whether a request is recorded that did not end yet.
    public boolean isOpen() {
        return isOpen;
    }

    /// The request target, and where its path ends in it. Leave it out when the target could not be read.
    public void target(String requestTarget, int endOfPath) {
        target = requestTarget;
        pathEnd = endOfPath;
    }

    /// The address to hold responsible, when it is not the socket's.
    public void clientAddress(String address) {
        clientAddress = address;
    }

    /// The route that was found.
    ///
    /// @param name from the configuration; never of the client's choice
    /// @param owner whose route it is; null for one that is nobody's
    public void route(String name, @Nullable OrganizationId owner) {
        route = name;
        organization = owner;
    }

    /// The name of the request, as it is told to client and upstream.
    public void requestId(String id) {
        requestId = id;
    }

    /// The key that opened the door.
    ///
    /// @param owner whose key it is, and so whose request
    public void key(KeyId known, OrganizationId owner) {
        key = known;
        organization = owner;
    }

    /// The value of the header `traceparent` as the upstream gets it.
    public void traceparent(String value) {
        traceparent = value;
    }

    /// The value of the header `User-Agent`; only worth looking up when [Recorder#isLogging].
    public void userAgent(@Nullable String value) {
        userAgent = value;
    }

    /// The request was handed on to that address.
    public void forwarded(String address) {
        upstream = address;
        isForwarded = true;
    }

    /// Why the request must not pass; [#refused] tells what it was answered.
    ///
    /// @param known the key it was about, if it was about one
    public void denied(DenialReason reason, @Nullable KeyId known) {
        denial = reason;
        key = known;
    }

    /// The gateway answers for itself, with the problem's status.
    public void refused(ProblemCode reason) {
        problem = reason;
        status = reason.status();
    }

    /// The response broke off after it was begun, for that reason.
    public void broken(ProblemCode reason) {
        problem = reason;
        isBroken = true;
    }

    /// The gateway answers by itself what it was asked.
    ///
    /// @param bytes of the answer's body
    public void answered(int code, int bytes) {
        status = code;
        responseBytes = bytes;
    }

    /// The upstream's response was begun with that status.
    ///
    /// @param address of the one that answers
    public void responded(int code, String address) {
        status = code;
        upstream = address;
        firstByteNanos = System.nanoTime();
    }

    /// The upstream at that address took over to speak WebSocket.
    public void switched(String address) {
        responded(101, address);
        protocol = Protocol.WEBSOCKET;
    }

    /// More of the request's body came.
    public void received(int bytes) {
        requestBytes += bytes;
    }

    /// More of the response's body was sent.
    public void sent(int bytes) {
        responseBytes += bytes;
    }

    /// The client left before the response was whole.
    public void clientGone() {
        isClientGone = true;
    }

    /// Whether somebody may have to look into it: gateway or upstream failed.
    boolean isFailure() {
        return status >= 500 || problem != null && problem.status() >= 500;
    }

    /// Whether the request ended as its client wished.
    boolean isSuccess() {
        return problem == null && status < 500 && !isClientGone;
    }
}
