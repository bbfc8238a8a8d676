/// The ports of `core` in memory, for tests that need a store and no database.
@NullMarked
package dev.ostiary.core.memory;

import org.jspecify.annotations.NullMarked;
