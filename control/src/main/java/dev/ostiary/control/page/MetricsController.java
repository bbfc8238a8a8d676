package dev.ostiary.control.page;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.control.wiring.MetricsSource;
import dev.ostiary.core.authority.Permission;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// What monitoring asks. Metrics name the routes of all organizations, so they are for who may see the nodes.
@RestController
@Hidden
final class MetricsController {
    private final MetricsSource source;

    MetricsController(MetricsSource source) {
        this.source = source;
    }

    /// Written by hand: the format is chosen by the source, not among those that are declared.
    @Needs(Permission.NODES_READ)
    @GetMapping("/metrics")
    void metrics(
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept, HttpServletResponse response)
            throws IOException {
        MetricsSource.Page page = source.scrape(accept);
        response.setContentType(page.contentType());
        response.getOutputStream().write(page.text().getBytes(StandardCharsets.UTF_8));
    }
}
