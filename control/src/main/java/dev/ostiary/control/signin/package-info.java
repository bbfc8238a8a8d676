/// How people come in over HTTP: sessions, accounts, the first start.
@NullMarked
package dev.ostiary.control.signin;

import org.jspecify.annotations.NullMarked;
