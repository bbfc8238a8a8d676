/// How people prove who they are, and what they hold afterwards: passwords, sessions, the link of the first start.
@NullMarked
package dev.ostiary.core.signin;

import org.jspecify.annotations.NullMarked;
