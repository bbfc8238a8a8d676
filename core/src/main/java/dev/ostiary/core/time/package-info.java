/// How times are said to people.
@NullMarked
package dev.ostiary.core.time;

import org.jspecify.annotations.NullMarked;
