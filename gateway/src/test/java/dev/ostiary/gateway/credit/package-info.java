/// Tests of how calls are paid.
@NullMarked
package dev.ostiary.gateway.credit;

import org.jspecify.annotations.NullMarked;
