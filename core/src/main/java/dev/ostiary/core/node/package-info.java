/// Running gateways: what they follow and how far they have applied it.
@NullMarked
package dev.ostiary.core.node;

import org.jspecify.annotations.NullMarked;
