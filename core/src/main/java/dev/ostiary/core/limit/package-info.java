/// Counting against limits: pure arithmetic, the clock passed in.
@NullMarked
package dev.ostiary.core.limit;

import org.jspecify.annotations.NullMarked;
