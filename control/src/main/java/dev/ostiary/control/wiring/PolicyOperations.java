package dev.ostiary.control.wiring;

import dev.ostiary.core.route.CreatePolicy;
import dev.ostiary.core.route.DeletePolicy;
import dev.ostiary.core.route.EditPolicy;

/// What can be done to access policies.
public record PolicyOperations(CreatePolicy create, EditPolicy edit, DeletePolicy delete) {}
