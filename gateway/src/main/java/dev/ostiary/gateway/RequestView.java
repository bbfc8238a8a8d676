package dev.ostiary.gateway;

import dev.ostiary.core.access.RequestFacts;
import dev.ostiary.core.address.InternetAddress;
import dev.ostiary.gateway.json.JsonBody;
import org.jspecify.annotations.Nullable;

/// A request on its way, as the decision sees it.
///
/// @param id what it is called, to the client, to the upstream and in the log
/// @param body null when the policy does not look into it
record RequestView(
        IncomingRequest request,
        Destination destination,
        ClientAddress client,
        String id,
        @Nullable JsonBody body) implements RequestFacts {
    /// The same, on its way to that.
    RequestView on(Destination next) {
        return new RequestView(request, next, client, id, body);
    }

    @Override
    public String method() {
        return request.http().method().name();
    }

    @Override
    public String target() {
        return request.path().target();
    }

    @Override
    public String path() {
        return destination.pathOf(request.path());
    }

    @Override
    public @Nullable String header(String name) {
        return request.header(name);
    }

    @Override
    public boolean isRepeated(String name) {
        return request.isRepeated(name);
    }

    @Override
    public @Nullable String bodyField(String name) {
        return body == null ? null : body.text(name);
    }

    @Override
    public @Nullable InternetAddress clientAddress() {
        return client.internetAddress();
    }
}
