/// What the command line prints, and how it ends.
@NullMarked
package dev.ostiary.app.terminal;

import org.jspecify.annotations.NullMarked;
