/// The built-in agent that answers with what reached it.
@NullMarked
package dev.ostiary.app.echo;

import org.jspecify.annotations.NullMarked;
