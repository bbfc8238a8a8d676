package dev.ostiary.app.routes;

import dev.ostiary.core.id.Slug;
import dev.ostiary.core.route.PolicySettings;
import dev.ostiary.core.route.RouteSettings;
import java.util.Optional;

/// A route as a file describes it.
///
/// @param organization whose keys open it
/// @param policy who may pass; empty for everyone
/// @param line where it begins, counted from 1
record FileRoute(Slug organization, Slug name, RouteSettings settings, Optional<PolicySettings> policy, int line) {}
