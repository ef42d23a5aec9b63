package org.namjai.platform.request;

/** What came of opening an entitlement. */
public sealed interface EntitlementResult {
    /** The amount has left the budget and stands on the person's entitlement account. */
    record Opened() implements EntitlementResult {}

    /** The budget holds less than the amount; nothing moved. */
    record BudgetExhausted() implements EntitlementResult {}
}
