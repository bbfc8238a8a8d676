/// Where every random bit of the product is made.
@NullMarked
package dev.ostiary.core.random;

import org.jspecify.annotations.NullMarked;
