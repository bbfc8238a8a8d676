/// The REST API as seen from the command line.
@NullMarked
package dev.ostiary.app.client;

import org.jspecify.annotations.NullMarked;
