/// The ports of `core` on SQLite and PostgreSQL, and the change feed.
@NullMarked
package dev.ostiary.store;

import org.jspecify.annotations.NullMarked;
