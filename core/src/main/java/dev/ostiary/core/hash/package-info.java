/// Hashes of several fields.
@NullMarked
package dev.ostiary.core.hash;

import org.jspecify.annotations.NullMarked;
