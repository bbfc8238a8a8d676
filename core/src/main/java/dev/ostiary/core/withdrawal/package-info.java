/// What a database that returned to an earlier state gives again to who had lost it, and its end.
@NullMarked
package dev.ostiary.core.withdrawal;

import org.jspecify.annotations.NullMarked;
