package dev.ostiary.gateway;

import dev.ostiary.gateway.credit.CreditLedger;
import dev.ostiary.gateway.observe.CreditCounters;

/// What all event loops take credits from, and count them by.
record Metering(CreditLedger ledger, CreditCounters counters) {}
