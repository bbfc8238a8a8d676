/// Identifiers and names that cross the edges of the product.
@NullMarked
package dev.ostiary.core.id;

import org.jspecify.annotations.NullMarked;
