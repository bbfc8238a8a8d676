package dev.ostiary.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.credit.CreditAccountId;
import dev.ostiary.core.credit.CreditMonth;
import dev.ostiary.core.credit.CreditSpending;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.organization.Organization;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Plans and credits over REST (S2.25).
class CreditsIT extends ControlIT {
    private static final String PLANS = "/api/v1/plans";

    private String plan(String slug, String terms) {
        return api.post(PLANS, "{\"slug\":\"" + slug + "\"" + terms + "}")
                .expect(201)
                .text("id");
    }

    /// A plan is made, edited field by field, and deleted only when no organization has it.
    @Test
    void plan_isMadeAndEdited() {
        Answer made = api.post(PLANS, "{\"slug\":\"pro\",\"credits\":1000,\"costs\":{\"llm\":5}}")
                .expect(201);
        String path = made.header("Location");
        assertEquals(1000, made.json().required("credits").asLong());
        assertEquals(
                "{\"api\":1,\"mcp\":1,\"a2a\":1,\"llm\":5,\"route\":1}",
                made.json().required("costs").toString());

        Answer edited =
                api.patch(path, "{\"credits\":null,\"costs\":{\"mcp\":0}}").expect(200);
        assertTrue(edited.json().required("credits").isNull());
        assertEquals(0, edited.json().at("/costs/mcp").asInt());
        assertEquals(5, edited.json().at("/costs/llm").asInt());
        assertEquals("pro", api.get(PLANS + "/pro").expect(200).text("name"));
        api.post(PLANS, "{\"slug\":\"pro\"}").expectProblem(409, "slug.taken");

        Organization organization = organization();
        api.put(path(organization, "credits", "plan"), "{\"plan\":\"pro\"}").expect(200);
        api.delete(path).expectProblem(409, "plan.in-use");
        api.put(path(organization, "credits", "plan"), "{\"plan\":null}").expect(200);
        api.delete(path).expect(200);
        api.get(path).expectProblem(404, "resource.not-found");
    }

    /// What cannot be is refused by name.
    @Test
    void wrongFields_areNamed() {
        Organization organization = organization();
        assertEquals(
                List.of("slug", "credits", "costs"),
                api.post(PLANS, "{\"slug\":\"-\",\"credits\":-1,\"costs\":{\"llm\":1.5}}")
                        .expectProblem(400, "request.invalid")
                        .wrongFields());
        assertEquals(
                List.of("costs"),
                api.post(PLANS, "{\"slug\":\"x\",\"costs\":{\"chat\":1}}")
                        .expectProblem(400, "request.invalid")
                        .wrongFields());
        assertEquals(
                List.of("credits"),
                api.post(path(organization, "credits", "grants"), "{\"credits\":0}")
                        .expectProblem(400, "request.invalid")
                        .wrongFields());
        assertEquals(
                List.of("plan"),
                api.put(path(organization, "credits", "plan"), "{}")
                        .expectProblem(400, "request.invalid")
                        .wrongFields());
        api.put(path(organization, "credits", "plan"), "{\"plan\":\"none-such\"}")
                .expectProblem(404, "resource.not-found");
        assertEquals(
                List.of("month"),
                api.get(path(organization, "credits", "usage") + "?month=2026-13")
                        .expectProblem(400, "request.invalid")
                        .wrongFields());
    }

    /// An organization without a plan is not metered; with one, the month's credits and those granted are left.
    @Test
    void credits_areWhatIsLeft() {
        Organization organization = organization();
        String path = path(organization, "credits");
        Answer before = api.get(path).expect(200);
        assertTrue(before.json().required("plan").isNull());
        assertTrue(before.json().required("left").isNull());

        String _ = plan("starter", ",\"credits\":100");
        assertEquals(
                100,
                api.put(path + "/plan", "{\"plan\":\"starter\"}")
                        .expect(200)
                        .json()
                        .required("left")
                        .asLong());
        Answer granted = api.post(path + "/grants", "{\"credits\":50}").expect(200);
        assertEquals(150, granted.json().required("left").asLong());
        assertEquals(50, granted.json().required("granted").asLong());
        plane.core.creditLeases.take(CreditAccountId.of(organization.id()), 120, 120);

        Answer after = api.get(path).expect(200);
        assertEquals(30, after.json().required("left").asLong());
        assertEquals(30, after.json().required("granted").asLong());
        assertEquals(100, after.json().required("allowance").asLong());
        assertEquals("starter", after.text("plan"));
    }

    /// What calls cost is told by key, the most first, page by page; another month has none of it.
    @Test
    void usage_isByKey() {
        Organization organization = organization();
        KeyId one = key(organization, "one", "");
        KeyId two = key(organization, "two", "");
        spend(organization.id(), Optional.of(one), 3);
        spend(organization.id(), Optional.of(two), 7);
        spend(organization.id(), Optional.empty(), 1);
        String path = path(organization, "credits", "usage");

        Answer page = api.get(path + "?limit=2").expect(200);
        assertEquals("two", page.json().at("/items/0/name").asString());
        assertEquals(one.value(), page.json().at("/items/1/key").asString());
        Answer rest =
                api.get(path + "?limit=2&cursor=" + page.text("nextCursor")).expect(200);
        assertEquals(1, rest.json().required("items").size());
        assertTrue(rest.json().at("/items/0/key").isNull());
        assertEquals(
                11,
                api.get(path(organization, "credits"))
                        .expect(200)
                        .json()
                        .required("spent")
                        .asLong());
        assertEquals(
                0,
                api.get(path + "?month=2020-01")
                        .expect(200)
                        .json()
                        .required("items")
                        .size());
    }

    private void spend(OrganizationId organization, Optional<KeyId> key, long credits) {
        plane.core
                .store
                .credits()
                .addSpending(List.of(
                        new CreditSpending(organization, key, CreditMonth.day(plane.core.clock.instant()), credits)));
    }

    private KeyId key(Organization organization, String name, String terms) {
        return new KeyId(api.post(path(organization, "keys"), "{\"name\":\"" + name + "\"" + terms + "}")
                .expect(201)
                .text("id"));
    }

    /// A key has credits of its own from its making or later; its listing says that it has, and rotating keeps them
    /// (R10).
    @Test
    void key_hasCreditsOfItsOwn() {
        Organization organization = organization();
        String key = key(organization, "metered", ",\"credits\":100").value();
        String path = path(organization, "keys", key);
        assertTrue(api.get(path).expect(200).json().required("metered").asBoolean());
        assertEquals(
                100,
                api.get(path + "/credits").expect(200).json().required("left").asLong());

        api.post(path + "/rotate", "{\"grace\":\"PT1H\"}").expect(200);
        assertEquals(
                100,
                api.get(path + "/credits").expect(200).json().required("left").asLong());
        api.put(path + "/credits", "{\"left\":5}").expect(200);
        assertEquals(
                5,
                api.get(path + "/credits").expect(200).json().required("left").asLong());
        api.put(path + "/credits", "{\"left\":null}").expect(200);
        assertTrue(
                api.get(path + "/credits").expect(200).json().required("left").isNull());
        assertEquals(false, api.get(path).expect(200).json().required("metered").asBoolean());
        assertEquals(
                List.of("left"),
                api.put(path + "/credits", "{\"left\":\"5\"}")
                        .expectProblem(400, "request.invalid")
                        .wrongFields());
    }

    /// A grant that is sent again under its key is made once.
    @Test
    void grant_again_isMadeOnce() {
        Organization organization = organization();
        String path = path(organization, "credits", "grants");
        for (int call = 0; call < 2; call++) {
            api.send(api.request(path)
                            .header("Idempotency-Key", "one-grant")
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString("{\"credits\":50}")))
                    .expect(200);
        }
        assertEquals(
                50,
                api.get(path(organization, "credits"))
                        .expect(200)
                        .json()
                        .required("granted")
                        .asLong());
    }
}
