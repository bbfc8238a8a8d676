package dev.ostiary.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.control.Operations.Operation;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.authority.Role;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.member.Member;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Who may what, everywhere: every operation of the API's own description, for every role, in one's own
/// organization and in another, as the table in `docs/permissions.md` says (S4.13, I01, I04).
class PermissionsIT extends OperationsIT {
    private static final Path TABLE = Path.of("../docs/permissions.md");
    private static final String BEGIN = "| operation |";

    /// Each role may exactly what the table says, and what it may not is denied by name and changes nothing.
    @TestFactory
    Stream<DynamicTest> inOnesOwnOrganization() {
        return Stream.of(Role.values())
                .flatMap(role -> operations
                        .guarded()
                        .map(operation -> DynamicTest.dynamicTest(
                                role.text() + " " + operation.id(), () -> assertAsGranted(role, operation))));
    }

    private void assertAsGranted(Role role, Operation operation) {
        Things things = thingsFor(operation);
        ApiClient client = plane.as(member(role, things.organization().id()));
        if (mayRole(role, operation)) {
            Answer answer = operation.call(client, things.names());
            assertTrue(answer.status() < 300, () -> operation.id() + answer.body());
        } else {
            assertDenied(operation, client, things.names());
        }
    }

    private Member member(Role role, OrganizationId organization) {
        return plane.core.people.member(role.text() + "-in-" + organization.value(), organization, role);
    }

    private static boolean mayRole(Role role, Operation operation) {
        return operation.permission().isEmpty()
                || operation.path().contains("{org}")
                        && role.permissions().contains(operation.permission().get());
    }

    private void assertDenied(Operation operation, ApiClient client, Map<String, String> names) {
        Object before = plane.core.store.backup();

        Answer denied = operation.call(client, names).expectProblem(403, "permission.denied");

        String missing = operation.permission().orElseThrow().text();
        assertTrue(denied.json().required("detail").asString().endsWith(" " + missing + "."), denied.body());
        assertEquals(List.of("permission"), denied.wrongFields());
        assertEquals(before, plane.core.store.backup());
    }

    /// Whatever one is in one's own organization, and if one is in none, another's is not there.
    @TestFactory
    Stream<DynamicTest> inAnotherOrganization() {
        Things things = things();
        OrganizationId own = organization().id();
        return Stream.of(Role.values()).flatMap(role -> {
            ApiClient client = plane.as(member(role, own));
            return operations
                    .inOrganization()
                    .map(operation -> DynamicTest.dynamicTest(
                            role.text() + " " + operation.id(), () -> assertNotThere(operation, client, things)));
        });
    }

    /// Who is a member of no organization, and only watches the nodes, finds none.
    @TestFactory
    Stream<DynamicTest> withoutAnyOrganization() {
        Things things = things();
        ApiClient client = plane.with(Optional.empty(), Set.of(Permission.NODES_READ));
        return operations
                .inOrganization()
                .map(operation ->
                        DynamicTest.dynamicTest(operation.id(), () -> assertNotThere(operation, client, things)));
    }

    private void assertNotThere(Operation operation, ApiClient client, Things things) {
        Object before = plane.core.store.backup();
        operation.call(client, things.names()).expectProblem(404, "resource.not-found");
        assertEquals(before, plane.core.store.backup());
    }

    /// The permission that an operation says it takes is the one that decides: with all others it is denied.
    @TestFactory
    Stream<DynamicTest> withEveryOtherPermission_isDenied() {
        return operations
                .guarded()
                .filter(operation -> operation.permission().isPresent())
                .map(operation -> DynamicTest.dynamicTest(operation.id(), () -> {
                    Set<Permission> others = EnumSet.allOf(Permission.class);
                    others.remove(operation.permission().orElseThrow());
                    assertDenied(
                            operation,
                            plane.with(Optional.empty(), others),
                            thingsFor(operation).names());
                }));
    }

    /// And with that one alone it is done. (What gives others something, or takes back what was to be given, takes
    /// what is given besides, or to see the organization that gets it. The provider that is to be tested is not
    /// there.)
    @TestFactory
    Stream<DynamicTest> withThatPermissionAlone_isDone() {
        Set<String> giving = Set.of(
                "createInvitation",
                "revokeInvitation",
                "changeMemberRole",
                "removeMember",
                "createManagementKey",
                "createInstallationKey",
                "createIdentityProvider",
                "replaceIdentityProvider",
                "deleteIdentityProvider",
                "resetPassword",
                "setOrganizationPlan",
                "grantCredits",
                "testIdentityProvider");
        return operations
                .guarded()
                .filter(operation -> operation.permission().isPresent() && !giving.contains(operation.id()))
                .map(operation -> DynamicTest.dynamicTest(operation.id(), () -> {
                    ApiClient client = plane.with(
                            Optional.empty(), Set.of(operation.permission().orElseThrow()));
                    Answer answer = operation.call(client, thingsFor(operation).names());
                    assertTrue(answer.status() < 300, () -> operation.id() + answer.body());
                }));
    }

    /// A list of organizations has those alone in which one may do something.
    @Test
    void listOrganizations_hasOnesOwnOnly() {
        OrganizationId own = organization().id();
        ApiClient client = plane.with(Optional.of(own), Role.VIEWER.permissions());

        Answer answer = client.get("/api/v1/organizations").expect(200);

        assertEquals(1, answer.json().required("items").size());
        assertEquals(own.value(), answer.json().at("/items/0/id").asString());
        assertFalse(answer.json().required("nextCursor").isString());
    }

    /// Asking which methods a path has takes no permission, and tells nothing else.
    @Test
    void options_takesNoPermission() {
        ApiClient watching = plane.with(Optional.empty(), Set.of(Permission.NODES_READ));

        Answer answer = watching.send(watching.request("/api/v1/organizations/never-was/keys")
                        .method("OPTIONS", BodyPublishers.noBody()))
                .expect(200);

        assertTrue(answer.header("Allow").contains("POST"), answer.header("Allow"));
        assertEquals("", answer.body());
    }

    /// How the installation stands is for everybody; which nodes it has, for who may see those.
    @Test
    void status_showsNodesToFew() {
        ApiClient watching = plane.with(Optional.empty(), Set.of(Permission.NODES_READ));
        ApiClient owner = plane.with(Optional.of(organization().id()), Role.OWNER.permissions());

        assertTrue(watching.get("/api/v1/status")
                .expect(200)
                .json()
                .required("nodes")
                .isArray());
        assertTrue(
                owner.get("/api/v1/status").expect(200).json().required("nodes").isNull());
    }

    /// The table for readers is what is enforced.
    @Test
    void table_isAsEnforced() throws IOException {
        String table = operations
                .guarded()
                .map(PermissionsIT::row)
                .collect(Collectors.joining(
                        "\n",
                        BEGIN + " permission | owner | admin | developer | viewer |\n|---|---|---|---|---|---|\n",
                        "\n"));
        String written = Files.readString(TABLE)
                .lines()
                .dropWhile(line -> !line.startsWith(BEGIN))
                .takeWhile(line -> line.startsWith("|"))
                .collect(Collectors.joining("\n", "", "\n"));

        assertEquals(table, written, () -> "the table in docs/permissions.md should be:\n" + table);
    }

    private static String row(Operation operation) {
        String roles = Stream.of(Role.values())
                .map(role -> mayRole(role, operation) ? "yes" : "·")
                .collect(Collectors.joining(" | "));
        String where = operation.path().contains("{org}") ? "" : ", everywhere";
        return "| `" + operation.id() + "` | "
                + operation
                        .permission()
                        .map(permission -> "`" + permission.text() + "`" + where)
                        .orElse("any credential")
                + " | " + roles + " |";
    }

    /// Every permission and the roles that have it stand in the other table.
    @Test
    void permissions_areAllDescribed() throws IOException {
        String page = Files.readString(TABLE);
        for (Permission permission : Permission.values()) {
            String row = "| `" + permission.text() + "` | "
                    + Stream.of(Role.values())
                            .map(role -> role.permissions().contains(permission) ? "yes" : "·")
                            .collect(Collectors.joining(" | "))
                    + " | ";
            assertTrue(page.contains(row), row);
        }
    }
}
