/// The embedded server and how its parts are put together.
@NullMarked
package dev.ostiary.control.server;

import org.jspecify.annotations.NullMarked;
