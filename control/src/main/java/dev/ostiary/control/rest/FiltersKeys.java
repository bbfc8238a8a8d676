package dev.ostiary.control.rest;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.Parameters;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// An operation on the keys that a query selects, by the criteria that [KeyFilterArgument] reads.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Parameters({
    @Parameter(name = "agent", in = ParameterIn.QUERY, description = KeyFilterArgument.AGENT),
    @Parameter(name = "environment", in = ParameterIn.QUERY, description = KeyFilterArgument.ENVIRONMENT),
    @Parameter(name = "bound", in = ParameterIn.QUERY, description = KeyFilterArgument.BOUND),
    @Parameter(name = "status", in = ParameterIn.QUERY, description = KeyFilterArgument.STATUS),
    @Parameter(name = "label", in = ParameterIn.QUERY, description = KeyFilterArgument.LABEL),
    @Parameter(name = "creator", in = ParameterIn.QUERY, description = KeyFilterArgument.CREATOR),
    @Parameter(name = "search", in = ParameterIn.QUERY, description = KeyFilterArgument.SEARCH),
    @Parameter(name = "expiring", in = ParameterIn.QUERY, description = KeyFilterArgument.EXPIRING),
    @Parameter(name = "unused", in = ParameterIn.QUERY, description = KeyFilterArgument.UNUSED)
})
@interface FiltersKeys {}
