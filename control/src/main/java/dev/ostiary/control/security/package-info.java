/// Who speaks: management keys as bearer tokens.
@NullMarked
package dev.ostiary.control.security;

import org.jspecify.annotations.NullMarked;
