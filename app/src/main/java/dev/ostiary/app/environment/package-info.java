/// What the process was started with: environment variables and system properties, read nowhere else.
@NullMarked
package dev.ostiary.app.environment;

import org.jspecify.annotations.NullMarked;
