@NullMarked
package dev.ostiary.control.console;

import org.jspecify.annotations.NullMarked;
