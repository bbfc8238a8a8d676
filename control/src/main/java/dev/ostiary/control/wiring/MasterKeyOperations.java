package dev.ostiary.control.wiring;

import dev.ostiary.core.installation.RetireMasterKey;
import dev.ostiary.core.installation.RotateMasterKey;

/// What can be done to the master key.
public record MasterKeyOperations(RotateMasterKey rotate, RetireMasterKey retire) {}
