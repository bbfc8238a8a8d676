/// What is known of the installation as a whole.
@NullMarked
package dev.ostiary.core.installation;

import org.jspecify.annotations.NullMarked;
