/// The control plane: REST API, console and sign-in.
@NullMarked
package dev.ostiary.control;

import org.jspecify.annotations.NullMarked;
