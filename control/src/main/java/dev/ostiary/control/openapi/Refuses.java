package dev.ostiary.control.openapi;

import dev.ostiary.core.problem.ProblemCode;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The problems an operation answers with besides those that every operation can: what the description of the API
/// lists.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Refuses {
    ProblemCode[] value();
}
