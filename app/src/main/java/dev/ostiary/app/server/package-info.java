/// The whole program in one process: what `up` starts, in order, and closes in reverse.
@NullMarked
package dev.ostiary.app.server;

import org.jspecify.annotations.NullMarked;
