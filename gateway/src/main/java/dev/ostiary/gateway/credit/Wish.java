package dev.ostiary.gateway.credit;

/// What to ask the store for, for an account.
///
/// @param owed what was spent without asking
/// @param atLeast what will do for who waits; 0 when nobody does
/// @param changes how often somebody had changed the account by then
record Wish(long owed, long atLeast, long wanted, int changes) {}
