/// How often and when keys are used.
@NullMarked
package dev.ostiary.core.usage;

import org.jspecify.annotations.NullMarked;
