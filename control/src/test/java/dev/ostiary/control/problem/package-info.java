@NullMarked
package dev.ostiary.control.problem;

import org.jspecify.annotations.NullMarked;
