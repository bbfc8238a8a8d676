/// The console: pages that show what there is, rendered here. They change nothing; what a person does on them goes to
/// the
/// REST API, from the browser, so that there is one way to do a thing and one way to refuse it.
@NullMarked
package dev.ostiary.control.console;

import org.jspecify.annotations.NullMarked;
