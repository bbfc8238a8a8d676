@NullMarked
package dev.ostiary.control.rest;

import org.jspecify.annotations.NullMarked;
