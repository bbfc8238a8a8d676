/// The description of the REST API, as OpenAPI 3.1.
@NullMarked
package dev.ostiary.control.openapi;

import org.jspecify.annotations.NullMarked;
