/// What the control plane is given by whoever starts it, in the pieces that its parts ask for.
@NullMarked
package dev.ostiary.control.wiring;

import org.jspecify.annotations.NullMarked;
