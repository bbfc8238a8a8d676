package dev.ostiary.app.process;

import java.io.IOException;

/// Ways to take something from a key that it could do before.
enum Closing {
    REVOKE,
    DISABLE,
    DELETE,
    /// Its secret is replaced by another, at once.
    ROTATE,
    ORIGIN,
    ADDRESS;

    private static final String PAGE = "https://app.example.com";

    /// Makes a key that opens.
    ControlApi.Key open(ControlApi api) throws IOException, InterruptedException {
        return api.issue(api.nextName(), this == ORIGIN ? ",\"domains\":[\"app.example.com\"]" : "");
    }

    /// Closes it.
    ///
    /// @return how many nodes obey, such as `3/3`
    String close(ControlApi api, ControlApi.Key key) throws IOException, InterruptedException {
        return switch (this) {
            case REVOKE -> api.revoke(key);
            case DISABLE -> api.change("POST", key, "/disable", "");
            case DELETE -> api.change("DELETE", key, "", "");
            case ROTATE -> api.change("POST", key, "/rotate", "{\"grace\":\"PT0S\"}");
            case ORIGIN -> api.change("PATCH", key, "", "{\"domains\":[\"other.example.com\"]}");
            case ADDRESS -> api.change("PATCH", key, "", "{\"addresses\":[\"10.9.0.0/16\"]}");
        };
    }

    /// What a gateway answers to a use of it that was allowed.
    int call(NodeCluster cluster, int gateway, ControlApi.Key key) throws IOException, InterruptedException {
        return this == ORIGIN ? cluster.call(gateway, key.publicId(), PAGE) : cluster.call(gateway, key.secret(), "");
    }
}
