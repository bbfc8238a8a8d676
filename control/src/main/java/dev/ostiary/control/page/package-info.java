/// The pages a person sees, and the answers a load balancer sees.
@NullMarked
package dev.ostiary.control.page;

import org.jspecify.annotations.NullMarked;
