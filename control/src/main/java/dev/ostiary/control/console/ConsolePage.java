package dev.ostiary.control.console;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.stereotype.Controller;

/// A controller of pages that stand in the console's [Frame].
@Controller
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface ConsolePage {}
