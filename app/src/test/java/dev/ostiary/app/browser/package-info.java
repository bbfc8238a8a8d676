/// What people see and do in a browser, in a real one.
@NullMarked
package dev.ostiary.app.browser;

import org.jspecify.annotations.NullMarked;
