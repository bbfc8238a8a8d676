package dev.ostiary.control.server;

import dev.ostiary.control.problem.ProblemValve;
import dev.ostiary.control.problem.ProblemWriter;
import dev.ostiary.control.request.RequestIds;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.Host;
import org.apache.catalina.Valve;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/// What the server does before a request reaches a filter.
@Configuration(proxyBeanMethods = false)
class TomcatConfiguration {
    /// At INFO the server writes down request lines, cookies and parameters that it cannot read, with whatever
    /// secret is in them. Held here, since loggers that nobody holds are forgotten with their levels.
    private static final List<Logger> QUIET = List.of(
            Logger.getLogger("org.apache.coyote"),
            Logger.getLogger("org.apache.catalina"),
            Logger.getLogger("org.apache.tomcat"));

    static {
        QUIET.forEach(logger -> logger.setLevel(Level.WARNING));
    }

    @Bean
    RequestsUnderWay requestsUnderWay() {
        return new RequestsUnderWay();
    }

    /// Not lazy: nobody asks for it, and it has to be there at the end.
    @Bean
    @Lazy(false)
    LastAnswers lastAnswers(RequestsUnderWay underWay) {
        return new LastAnswers(underWay);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> tomcatCustomizer(
            ProblemWriter problems, RequestIds requestIds, RequestsUnderWay underWay) {
        return factory -> {
            factory.addEngineValves(underWay);
            factory.addContextCustomizers(
                    context -> answerWithProblems(context, new ProblemValve(problems, requestIds)));
            factory.setRegisterDefaultServlet(false);
        };
    }

    /// In the place of the valves that write pages. The host looks for one of that class before it makes its own.
    private static void answerWithProblems(Context context, ProblemValve valve) {
        Host host = (Host) context.getParent();
        for (Valve present : host.getPipeline().getValves()) {
            if (present instanceof ErrorReportValve) {
                host.getPipeline().removeValve(present);
            }
        }
        host.getPipeline().addValve(valve);
        ((StandardHost) host).setErrorReportValveClass(ProblemValve.class.getName());
    }
}
