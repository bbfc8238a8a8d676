package dev.ostiary.core.signin;

import dev.ostiary.core.account.Account;
import dev.ostiary.core.secret.Secret;

/// A session just opened, and the only sight of its token.
///
/// @param account whose it is
public record OpenedSession(Account account, Session session, Secret token) {}
