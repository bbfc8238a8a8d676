package dev.ostiary.control.openapi;

import dev.ostiary.core.authority.Permission;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The permission that an operation takes: in the organization of its path, or everywhere when there is none in it.
/// None at all is for whoever has shown a credential. The description of the API says it, and
/// [dev.ostiary.control.rest.PermissionGate] asks for it before anything else is looked at; an operation without this
/// answers nobody.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface Needs {
    Permission[] value();
}
