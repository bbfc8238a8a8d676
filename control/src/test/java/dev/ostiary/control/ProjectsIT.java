package dev.ostiary.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostiary.core.organization.Organization;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Projects over REST.
class ProjectsIT extends ControlIT {
    /// What is made is answered; the default one was there before.
    @Test
    void create_isListed() {
        Organization organization = organization();
        Answer made = api.post(path(organization, "projects"), "{\"slug\":\"backend\",\"name\":\"Back end\"}")
                .expect(201);

        assertEquals(List.of("id", "slug", "name", "createdAt", "applied"), made.fields());
        assertEquals("Back end", api.get(made.header("Location")).expect(200).text("name"));
        assertEquals(
                "Default",
                api.get(path(organization, "projects", "default")).expect(200).text("name"));
        assertEquals(
                2,
                api.get(path(organization, "projects"))
                        .expect(200)
                        .json()
                        .required("items")
                        .size());
        api.post(path(organization, "projects"), "{\"slug\":\"backend\"}").expectProblem(409, "slug.taken");
        assertEquals(
                List.of("slug", "colour"),
                api.post(path(organization, "projects"), "{\"slug\":\"-\",\"colour\":1}")
                        .expectProblem(400, "request.invalid")
                        .wrongFields());
    }

    /// Agents are put into a project, listed by it and moved; only an empty one is deleted.
    @Test
    void agents_areInProjects() {
        Organization organization = organization();
        String id = api.post(path(organization, "projects"), "{\"slug\":\"backend\"}")
                .expect(201)
                .text("id");
        Answer agent = api.post(path(organization, "agents"), "{\"slug\":\"bot\",\"project\":\"backend\"}")
                .expect(201);

        assertEquals(id, agent.text("project"));
        assertEquals("hosted", agent.text("hosting"));
        assertEquals(1, count(organization, "backend"));
        assertEquals(0, count(organization, "default"));
        api.delete(path(organization, "projects", "backend")).expectProblem(409, "project.not-empty");
        api.patch(path(organization, "agents", "bot"), "{\"project\":\"default\"}")
                .expect(200);
        assertEquals(0, count(organization, id));
        api.patch(path(organization, "projects", "backend"), "{\"name\":\"Empty\"}")
                .expect(200);
        api.delete(path(organization, "projects", "backend")).expect(200);
        api.delete(path(organization, "projects", "default")).expectProblem(409, "project.is-default");
    }

    private int count(Organization organization, String project) {
        return api.get(path(organization, "agents") + "?project=" + project)
                .expect(200)
                .json()
                .required("items")
                .size();
    }

    /// A project that is not there is told with the field that named it.
    @Test
    void unknownProject_namesTheField() {
        Organization organization = organization();

        assertEquals(
                List.of("project"),
                api.post(path(organization, "agents"), "{\"slug\":\"bot\",\"project\":\"nowhere\"}")
                        .expectProblem(404, "resource.not-found")
                        .wrongFields());
        assertEquals(
                List.of("project"),
                api.get(path(organization, "agents") + "?project=nowhere")
                        .expectProblem(404, "resource.not-found")
                        .wrongFields());
    }
}
