/// The numbered changes that every node must learn.
@NullMarked
package dev.ostiary.core.change;

import org.jspecify.annotations.NullMarked;
