package dev.ostiary.gateway.credit;

import dev.ostiary.core.credit.CreditLease;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What to do after the store has answered.
///
/// @param stale a lease to give back
/// @param told to be run without any lock
record Next(boolean asksAgain, @Nullable CreditLease stale, List<Runnable> told) {}
