/// What is thrown at the parsers of outside input, and what they must keep to whatever comes.
@NullMarked
package dev.ostiary.fuzz;

import org.jspecify.annotations.NullMarked;
