/// The commands: each translates its options to the REST API, or starts the server.
@NullMarked
package dev.ostiary.app.command;

import org.jspecify.annotations.NullMarked;
