/// What was refused and why, kept for a while so that it can be explained.
@NullMarked
package dev.ostiary.core.denial;

import org.jspecify.annotations.NullMarked;
