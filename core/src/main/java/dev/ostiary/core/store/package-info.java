/// The ports of one database, together.
@NullMarked
package dev.ostiary.core.store;

import org.jspecify.annotations.NullMarked;
