/// What the gateway itself answers to holders of keys.
@NullMarked
package dev.ostiary.gateway.clientapi;

import org.jspecify.annotations.NullMarked;
