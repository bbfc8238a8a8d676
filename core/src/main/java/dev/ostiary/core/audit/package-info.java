/// Who did what, to what, when.
@NullMarked
package dev.ostiary.core.audit;

import org.jspecify.annotations.NullMarked;
