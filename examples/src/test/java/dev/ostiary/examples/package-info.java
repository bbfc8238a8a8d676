/// The examples, behind and before the shipped program.
@NullMarked
package dev.ostiary.examples;

import org.jspecify.annotations.NullMarked;
