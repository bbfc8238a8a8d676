/// Vector files: inputs and what must come of them, worked out by another program than ours.
@NullMarked
package dev.ostiary.core.vector;

import org.jspecify.annotations.NullMarked;
