package dev.ostiary.control.wiring;

import dev.ostiary.core.route.CreateRoute;
import dev.ostiary.core.route.DeleteRoute;
import dev.ostiary.core.route.EditRoute;

/// What can be done to routes.
public record RouteOperations(CreateRoute create, EditRoute edit, DeleteRoute delete) {}
