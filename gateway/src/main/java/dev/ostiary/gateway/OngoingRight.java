package dev.ostiary.gateway;

import dev.ostiary.core.access.Authenticator;
import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.access.Permit;
import dev.ostiary.core.access.Verdict;
import dev.ostiary.core.key.KeyStatus;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.gateway.http1.HeaderName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whether a request in progress may go on. When its key or any route has changed it is judged again, by the decision
/// that let it in; expiry is looked at every time.
final class OngoingRight {
    private final GatewayContext gateway;
    private final IncomingRequest request;
    private final ClientAddress client;
    private final Route route;
    private final Permit permit;
    /// By which routes and which record of the key it was found to be right the last time.
    private @Nullable RouteIndex judgedBy;
    private @Nullable KeyEntry judgedKey;

    /// Of a request that was let in.
    ///
    /// @param request as it went to the upstream: its path is still the client's
    /// @param route by which it went
    OngoingRight(GatewayContext gateway, IncomingRequest request, ClientAddress client, Route route, Permit permit) {
        this.gateway = gateway;
        this.request = request;
        this.client = client;
        this.route = route;
        this.permit = permit;
    }

    /// Why it must end; null when it may go on.
    @Nullable
    ProblemCode problem(Instant now) {
        KeyEntry present = present();
        RouteIndex routes = gateway.routes().current();
        return isAsJudged(routes, present) ? problemOfStatus(present, now) : judge(routes, present, now);
    }

    /// The key as it is now, by what it was found by: its public id stays when its secret is replaced.
    private @Nullable KeyEntry present() {
        KeyEntry key = permit.key();
        if (key == null) {
            return null;
        }
        return permit.isPublicAlone()
                ? gateway.directory().findPublic(key.publicId())
                : gateway.directory().find(key.digest());
    }

    private static @Nullable ProblemCode problemOfStatus(@Nullable KeyEntry present, Instant now) {
        return present == null || present.status(now.toEpochMilli()) == KeyStatus.ACTIVE
                ? null
                : ProblemCode.CREDENTIAL_INVALID;
    }

    @SuppressWarnings("ReferenceEquality") // Routes are replaced whole.
    private boolean isAsJudged(RouteIndex routes, @Nullable KeyEntry present) {
        if (routes != judgedBy) {
            return false;
        }
        KeyEntry judged = judgedKey;
        return present == null || judged == null ? present == judged : present.isOfSameRecord(judged);
    }

    private @Nullable ProblemCode judge(RouteIndex routes, @Nullable KeyEntry present, Instant now) {
        String host = routes.looksAtHosts() ? host() : null;
        Destination destination = routes.match(request.path(), host);
        Route found = destination == null
                ? null
                : destination.onward(request.path(), request.http().method().name(), permit.key());
        if (found == null || !isSame(found)) {
            return ProblemCode.ROUTE_NOT_FOUND;
        }
        RequestView view = new RequestView(request, found, client, "", null);
        Verdict verdict = Authenticator.decideAgain(view, permit, route.policy(), found.policy(), present, now);
        if (verdict instanceof Verdict.Denied denied) {
            return denied.reason().problem();
        }
        judgedBy = routes;
        judgedKey = present;
        return null;
    }

    /// Where it would go now is where it went: what another route takes now, this one would not get.
    private boolean isSame(Route found) {
        return found.organization().equals(route.organization()) && found.name().equals(route.name());
    }

    /// The host that the client named, which went on under the other name.
    private @Nullable String host() {
        String authority = request.path().authority();
        return HostName.of(authority != null ? authority : request.headers().get(HeaderName.FORWARDED_HOST));
    }
}
