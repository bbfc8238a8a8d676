package dev.ostiary.control.openapi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// An operation on what is one's own, for people who signed in: the description of the API says that it wants a
/// session's cookie. It takes no permission.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Needs({})
public @interface SessionOnly {}
