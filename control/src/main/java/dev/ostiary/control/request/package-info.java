/// What every request gets, whatever becomes of it: an identifier and protective headers.
@NullMarked
package dev.ostiary.control.request;

import org.jspecify.annotations.NullMarked;
