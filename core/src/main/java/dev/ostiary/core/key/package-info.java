/// API keys: format, digest, mask, life cycle and the operations on them.
@NullMarked
package dev.ostiary.core.key;

import org.jspecify.annotations.NullMarked;
