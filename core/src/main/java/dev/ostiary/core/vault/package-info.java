/// Provider keys: credentials of upstreams, kept so that they can be used and never be read again.
@NullMarked
package dev.ostiary.core.vault;

import org.jspecify.annotations.NullMarked;
