package dev.ostiary.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.authority.Role;
import dev.ostiary.core.organization.Organization;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Organizations over REST.
class OrganizationsIT extends ControlIT {
    private static final String ROOT = "/api/v1/organizations";

    /// The answer says all of it, where it is, and how many nodes obey.
    @Test
    void create_answersTheOrganization() {
        Answer answer = api.post(ROOT, """
                {"slug":"acme","name":"  Acme Ltd "}""").expect(201);

        assertEquals(List.of("id", "slug", "name", "createdAt", "applied"), answer.fields());
        assertEquals("acme", answer.text("slug"));
        assertEquals("Acme Ltd", answer.text("name"));
        assertEquals("2026-03-01T12:00:00.000Z", answer.text("createdAt"));
        assertEquals(ROOT + "/" + answer.text("id"), answer.header("Location"));
        assertEquals(
                answer.text("id"),
                api.get(answer.header("Location")).expect(200).text("id"));
    }

    /// The slug is name enough.
    @Test
    void create_withoutName_takesTheSlug() {
        assertEquals(
                "nameless",
                api.post(ROOT, "{\"slug\":\"nameless\"}").expect(201).text("name"));
    }

    /// Everything wrong is named in one answer.
    @Test
    void create_wrong_namesEveryField() {
        Answer answer = api.post(ROOT, """
                {"slug":"Not a slug","name":7,"id":"org_1"}""").expectProblem(400, "request.invalid");

        assertEquals(List.of("slug", "name", "id"), answer.wrongFields());
    }

    @Test
    void create_slugTaken_isRefused() {
        Organization taken = organization();

        api.post(ROOT, "{\"slug\":\"" + taken.slug() + "\"}").expectProblem(409, "slug.taken");
    }

    /// A key of one organization makes no others, and cannot ask in this way which slugs exist.
    @Test
    void create_byConfinedKey_isRefused() {
        Organization mine = organization();
        Organization taken = organization();
        ApiClient confined = plane.confinedTo(mine.id());

        Answer free = confined.post(ROOT, "{\"slug\":\"brand-new\"}").expectProblem(403, "permission.denied");
        Answer known =
                confined.post(ROOT, "{\"slug\":\"" + taken.slug() + "\"}").expectProblem(403, "permission.denied");

        assertEquals(free.bodyButForRequestId(), known.bodyButForRequestId());
    }

    /// By slug and by id.
    @Test
    void get_bySlugAndById_answersTheSame() {
        Organization organization = organization();

        Answer bySlug = api.get(path(organization)).expect(200);

        assertEquals(List.of("id", "slug", "name", "createdAt"), bySlug.fields());
        assertEquals(
                bySlug.body(),
                api.get(ROOT + "/" + organization.id()).expect(200).body());
    }

    @Test
    void rename_changesTheNameAlone() {
        Organization organization = organization();

        Answer answer = api.patch(path(organization), "{\"name\":\"New name\"}").expect(200);

        assertEquals("New name", answer.text("name"));
        assertEquals(organization.slug().value(), answer.text("slug"));
        assertTrue(answer.fields().contains("applied"));
        assertEquals("New name", api.get(path(organization)).text("name"));
    }

    /// The slug stands in URLs and is never changed; a name cannot be taken away.
    @Test
    void rename_wrong_isRefused() {
        Organization organization = organization();

        assertEquals(
                List.of("name", "slug"),
                api.patch(path(organization), "{\"slug\":\"other\"}")
                        .expectProblem(400, "request.invalid")
                        .wrongFields());
        api.patch(path(organization), "{\"name\":null}").expectProblem(400, "request.invalid");
    }

    @Test
    void delete_empty_freesTheSlug() {
        Organization organization = organization();

        Answer answer = api.delete(path(organization)).expect(200);

        assertEquals(List.of("id", "applied"), answer.fields());
        assertEquals(organization.id().value(), answer.text("id"));
        api.get(path(organization)).expectProblem(404, "resource.not-found");
        api.post(ROOT, "{\"slug\":\"" + organization.slug() + "\"}").expect(201);
    }

    @Test
    void delete_notEmpty_isRefused() {
        Organization organization = organization();
        plane.core.agent(organization, "busy");

        api.delete(path(organization)).expectProblem(409, "organization.not-empty");
    }

    /// An admin may see and rename the organization and not end it; an owner may (S4.13).
    @Test
    void delete_isForOwners() {
        Organization organization = organization();

        plane.with(Optional.of(organization.id()), Role.ADMIN.permissions())
                .delete(path(organization))
                .expectProblem(403, "permission.denied");
        plane.with(Optional.of(organization.id()), Role.OWNER.permissions())
                .delete(path(organization))
                .expect(200);
    }

    /// Each item once, newest first, through as many parts as it takes.
    @Test
    void list_inParts_answersEachOnce() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            tick();
            made.addFirst(organization().slug().value());
        }
        List<String> listed = new ArrayList<>();
        String cursor = "";
        do {
            Answer part = api.get(ROOT + "?limit=2" + cursor).expect(200);
            part.json()
                    .required("items")
                    .forEach(item -> listed.add(item.required("slug").asString()));
            cursor = part.text("nextCursor").equals("null") ? "" : "&cursor=" + part.text("nextCursor");
        } while (!cursor.isEmpty());

        assertEquals(made, listed.subList(0, 5).stream().toList(), listed::toString);
        assertEquals(listed.stream().distinct().toList(), listed);
    }

    /// A limit is a whole number from 1 to 200, a cursor what an answer gave.
    @Test
    void list_wrongPage_isRefused() {
        for (String query :
                List.of("limit=0", "limit=201", "limit=x", "limit=-1", "limit=", "limit=1&limit=2", "limit=1e1")) {
            assertEquals(
                    List.of("limit"),
                    api.get(ROOT + "?" + query)
                            .expectProblem(400, "request.invalid")
                            .wrongFields(),
                    query);
        }
        assertEquals(
                List.of("limit", "cursor"),
                api.get(ROOT + "?limit=999&cursor=%27%20OR%201=1")
                        .expectProblem(400, "request.invalid")
                        .wrongFields());
        assertEquals(
                List.of("cursor"),
                api.get(ROOT + "?limit=200&cursor=org_that_never_was")
                        .expectProblem(400, "request.invalid")
                        .wrongFields());
    }

    /// A confined key sees a list of one, and nothing else by any name.
    @Test
    void list_byConfinedKey_answersItsOwn() {
        Organization mine = organization();
        Organization other = organization();
        ApiClient confined = plane.confinedTo(mine.id());

        Answer listed = confined.get(ROOT).expect(200);

        assertEquals(1, listed.json().required("items").size());
        assertEquals(
                mine.id().value(),
                listed.json().required("items").get(0).required("id").asString());
        Answer hidden = confined.get(path(other)).expectProblem(404, "resource.not-found");
        Answer missing = confined.get(ROOT + "/never-was").expectProblem(404, "resource.not-found");
        assertEquals(missing.bodyButForRequestId(), hidden.bodyButForRequestId());
    }
}
