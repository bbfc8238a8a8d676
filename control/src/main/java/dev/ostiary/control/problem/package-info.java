/// How the control plane says no: RFC 9457 problems, told from exceptions in one place.
@NullMarked
package dev.ostiary.control.problem;

import org.jspecify.annotations.NullMarked;
