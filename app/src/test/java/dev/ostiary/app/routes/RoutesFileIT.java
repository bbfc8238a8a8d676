package dev.ostiary.app.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.route.GatewayRoute;
import dev.ostiary.core.route.RouteSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file of routes is followed as it changes, and a wrong one changes nothing.
final class RoutesFileIT {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Organization DEFAULT = new Organization(
            OrganizationId.create(new Randomness(), NOW), new Slug("default"), new DisplayName("Default"), NOW);

    private final BlockingQueue<List<String>> handed = new LinkedBlockingQueue<>();
    private final MergedRoutes merged = new MergedRoutes(snapshot -> handed.add(snapshot.routes().stream()
            .map(GatewayRoute::name)
            .map(Object::toString)
            .toList()));

    @TempDir
    Path folder;

    /// A file that changes is read again, at most seconds later, and as a whole.
    @Test
    void follow_fileChanges_routesFollow() throws Exception {
        Path path = write("one");
        try (RoutesFile file = RoutesFile.read(path)) {
            merged.replace(new RouteSnapshot(List.of(DEFAULT), List.of()));
            file.follow(merged);
            assertEquals(List.of(), next());
            assertEquals(List.of("default/one"), next());

            write("two");

            assertEquals(List.of("default/two"), next());
        }
    }

    /// A wrong file changes nothing, and a right one after it is obeyed.
    @Test
    void reload_wrongFile_changesNothing() throws Exception {
        Path path = write("one");
        merged.replace(new RouteSnapshot(List.of(DEFAULT), List.of()));
        try (RoutesFile file = RoutesFile.read(path)) {
            file.follow(merged);
            Files.writeString(path, "routes: [{name: two}]\n");
            file.reload();
            write("three");
            file.reload();
        }

        assertEquals(List.of(), next());
        assertEquals(List.of("default/one"), next());
        assertEquals(List.of("default/three"), next());
        assertTrue(handed.isEmpty());
    }

    /// Routes of an organization that is not there are not served, and are as soon as it is.
    @Test
    void replace_organizationAppears_itsRoutesAreServed() throws Exception {
        try (RoutesFile file = RoutesFile.read(write("one"))) {
            file.follow(merged);
            merged.replace(new RouteSnapshot(List.of(), List.of()));
            merged.replace(new RouteSnapshot(List.of(DEFAULT), List.of()));
        }

        assertEquals(List.of(), next());
        assertEquals(List.of("default/one"), next());
    }

    private List<String> next() throws InterruptedException {
        List<String> routes = handed.poll(20, TimeUnit.SECONDS);
        return routes == null ? List.of("nothing was handed on") : routes;
    }

    /// Replaces the file in one step, as editors and Kubernetes do.
    private Path write(String name) throws IOException {
        Path fresh = folder.resolve("fresh");
        Files.writeString(fresh, """
                organization: default
                policy: open
                routes:
                  - {name: %s, upstreams: [http://127.0.0.1:9000]}
                """.formatted(name));
        return Files.move(fresh, folder.resolve("routes.yaml"), StandardCopyOption.ATOMIC_MOVE);
    }
}
