@NullMarked
package dev.ostiary.control;

import org.jspecify.annotations.NullMarked;
