/// JSON as the command line reads and writes it.
@NullMarked
package dev.ostiary.app.json;

import org.jspecify.annotations.NullMarked;
