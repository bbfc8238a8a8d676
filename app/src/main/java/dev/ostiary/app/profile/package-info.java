/// Where `up` leaves the address and the management key of the server it started.
@NullMarked
package dev.ostiary.app.profile;

import org.jspecify.annotations.NullMarked;
