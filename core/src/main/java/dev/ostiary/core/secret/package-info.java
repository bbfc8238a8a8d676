/// Secrets as types, and the master key everything recoverable or peppered derives from.
@NullMarked
package dev.ostiary.core.secret;

import org.jspecify.annotations.NullMarked;
