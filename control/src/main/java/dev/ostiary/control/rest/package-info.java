/// The REST API, one controller a resource.
@NullMarked
package dev.ostiary.control.rest;

import org.jspecify.annotations.NullMarked;
