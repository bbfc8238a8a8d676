/// Reading request bodies strictly, every problem of a body at once, and writing answers.
@NullMarked
package dev.ostiary.control.json;

import org.jspecify.annotations.NullMarked;
