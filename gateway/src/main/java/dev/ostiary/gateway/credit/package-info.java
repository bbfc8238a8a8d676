/// Takes what calls cost, without asking the store for each.
@NullMarked
package dev.ostiary.gateway.credit;

import org.jspecify.annotations.NullMarked;
