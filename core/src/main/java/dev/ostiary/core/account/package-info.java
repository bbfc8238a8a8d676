/// Accounts: the people who may sign in.
@NullMarked
package dev.ostiary.core.account;

import org.jspecify.annotations.NullMarked;
