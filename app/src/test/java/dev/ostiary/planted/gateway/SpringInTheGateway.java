package dev.ostiary.planted.gateway;

import org.springframework.context.support.StaticApplicationContext;

public final class SpringInTheGateway {
    final StaticApplicationContext context = new StaticApplicationContext();
}
