/// Management keys, which authenticate automation at the REST API.
@NullMarked
package dev.ostiary.core.management;

import org.jspecify.annotations.NullMarked;
