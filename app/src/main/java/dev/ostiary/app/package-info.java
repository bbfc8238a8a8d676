/// The `ostiary` command, and the one place where the modules are put together.
@NullMarked
package dev.ostiary.app;

import org.jspecify.annotations.NullMarked;
