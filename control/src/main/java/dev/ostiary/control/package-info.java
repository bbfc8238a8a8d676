/// The control plane: REST API, console and sign-in. Its door is [dev.ostiary.control.ControlPlane].
@NullMarked
package dev.ostiary.control;

import org.jspecify.annotations.NullMarked;
