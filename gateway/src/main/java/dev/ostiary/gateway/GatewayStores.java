package dev.ostiary.gateway;

import dev.ostiary.core.credit.CreditLeases;
import dev.ostiary.core.credit.CreditStore;
import dev.ostiary.core.denial.DenialLog;
import dev.ostiary.core.usage.UsageStore;

/// Where a gateway writes what it does, and takes what calls cost.
///
/// @param usage where counts are stored
/// @param spending where it is stored what calls cost
/// @param leases where credits come from
/// @param denials where denied requests are written down
public record GatewayStores(UsageStore usage, CreditStore spending, CreditLeases leases, DenialLog denials) {}
