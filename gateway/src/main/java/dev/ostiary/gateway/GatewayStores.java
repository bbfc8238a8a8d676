package dev.ostiary.gateway;

import dev.ostiary.core.credit.CreditLeases;
import dev.ostiary.core.credit.CreditStore;
import dev.ostiary.core.denial.DenialLog;
import dev.ostiary.core.traffic.TrafficStore;
import dev.ostiary.core.usage.UsageStore;

/// Where a gateway writes what it does, and takes what calls cost.
///
/// @param usage where it is stored how often keys are used
/// @param traffic where it is stored what became of requests over time
/// @param spending where it is stored what calls cost
/// @param leases where credits come from
/// @param denials where denied requests are written down
public record GatewayStores(
        UsageStore usage, TrafficStore traffic, CreditStore spending, CreditLeases leases, DenialLog denials) {}
