package dev.ostiary.core.route;

import dev.ostiary.core.id.Slug;

/// What a node calls a route, in headers to the upstream, in logs and in metrics.
public sealed interface RouteName {
    /// The organization it belongs to.
    Slug organization();

    /// A deployment, reached at `/{organization}/{environment}/{agent}/…`.
    record Deployment(Slug organization, Slug environment, Slug agent) implements RouteName {
        /// The path that leads to it.
        public String path() {
            return "/" + organization + "/" + environment + "/" + agent;
        }

        @Override
        public String toString() {
            return organization + "/" + environment + "/" + agent;
        }
    }

    /// A route of the organization's own.
    record Own(Slug organization, Slug route) implements RouteName {
        @Override
        public String toString() {
            return organization + "/" + route;
        }
    }
}
