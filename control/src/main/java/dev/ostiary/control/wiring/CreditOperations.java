package dev.ostiary.control.wiring;

import dev.ostiary.core.credit.OrganizationCredits;
import dev.ostiary.core.credit.Plans;
import dev.ostiary.core.key.SetKeyCredits;

/// What can be done to plans and credits.
public record CreditOperations(Plans plans, OrganizationCredits organizations, SetKeyCredits keys) {}
