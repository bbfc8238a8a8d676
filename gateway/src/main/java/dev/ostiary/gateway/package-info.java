/// The data plane: requests in, the one decision, requests out.
@NullMarked
package dev.ostiary.gateway;

import org.jspecify.annotations.NullMarked;
