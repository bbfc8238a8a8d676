package dev.ostiary.control.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.control.rest.References;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.id.OrganizationId;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// Tells an open page that something of its organization was changed, as server-sent events: that, and nothing of what.
/// Each waits on a virtual thread. A stream is short, and the browser asks again: so it lives no longer than a minute
/// after the right to it has ended.
@ConsolePage
final class LivePage {
    private static final Duration LIFE = Duration.ofSeconds(50);
    private static final byte[] HELLO = "retry: 1000\n\n".getBytes(UTF_8);
    private static final byte[] CHANGED = "event: changed\ndata:\n\n".getBytes(UTF_8);

    private final References references;
    private final LiveChanges changes;

    LivePage(References references, LiveChanges changes) {
        this.references = references;
        this.changes = changes;
    }

    @GetMapping("/org/{org}/live")
    @Needs(Permission.ORGANIZATION_READ)
    void listen(@AuthenticationPrincipal Actor actor, @PathVariable String org, HttpServletResponse response)
            throws IOException, InterruptedException {
        OrganizationId organization = references.organization(actor, org).id();
        response.setContentType("text/event-stream");
        OutputStream stream = response.getOutputStream();
        long seen = changes.seen(organization);
        stream.write(HELLO);
        stream.flush();
        long deadline = System.nanoTime() + LIFE.toNanos();
        for (long left = LIFE.toNanos(); left > 0 && changes.isRunning(); left = deadline - System.nanoTime()) {
            long now = changes.awaitChange(organization, seen, Duration.ofNanos(left));
            if (now != seen) {
                stream.write(CHANGED);
                stream.flush();
            }
            seen = now;
        }
    }
}
