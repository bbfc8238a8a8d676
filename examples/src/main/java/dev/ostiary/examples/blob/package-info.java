/// Bodies of any size, up and down, checked by digest.
@NullMarked
package dev.ostiary.examples.blob;

import org.jspecify.annotations.NullMarked;
