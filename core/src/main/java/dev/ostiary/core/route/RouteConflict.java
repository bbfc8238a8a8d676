package dev.ostiary.core.route;

import dev.ostiary.core.problem.FieldProblem;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import java.util.List;

/// Says why a route cannot be beside another, and what to do. Of another organization's route it tells no more than
/// that there is one, and whether it takes everything.
public final class RouteConflict {
    private RouteConflict() {}

    /// The refusal of a route.
    ///
    /// @param match of the route that is refused
    /// @param other of the one that is in the way
    /// @param isOwn whether both are of one organization
    public static RefusedException of(RouteMatch match, RouteMatch other, boolean isOwn) {
        FieldProblem problem = isOwn
                ? new FieldProblem(
                        "path",
                        "a route of the organization has this path on one of these hosts; edit that one, or choose"
                                + " another host or path")
                : new FieldProblem("hosts", remedy(match, other));
        return new RefusedException(ProblemCode.ROUTE_TAKEN, List.of(problem));
    }

    private static String remedy(RouteMatch match, RouteMatch other) {
        if (isCatchAll(other)) {
            return "a route of another organization takes every request, for any host and path, and leaves no room for"
                    + " others; have it narrowed to hosts of its own, or deleted";
        }
        return match.hosts().isEmpty()
                ? "a route for any host would take requests of another organization's route; name the hosts that are"
                        + " meant, or choose another path"
                : "a route of another organization takes some of these requests; choose another host or path";
    }

    private static boolean isCatchAll(RouteMatch match) {
        return match.hosts().isEmpty()
                && match.kind() == RouteMatch.PathKind.PREFIX
                && match.path().equals("/");
    }
}
