/// The distribution, run as a person runs it: processes, their output and their exit codes.
@NullMarked
package dev.ostiary.app.process;

import org.jspecify.annotations.NullMarked;
