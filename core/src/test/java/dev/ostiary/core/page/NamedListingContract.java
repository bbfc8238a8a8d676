package dev.ostiary.core.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostiary.core.account.Account;
import dev.ostiary.core.account.EmailAddress;
import dev.ostiary.core.agent.Agent;
import dev.ostiary.core.agent.Environment;
import dev.ostiary.core.authority.Role;
import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.member.Member;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.organization.Project;
import dev.ostiary.core.route.Route;
import dev.ostiary.core.store.RoutedStoreContract;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How every store searches and sorts what an organization has many of.
public abstract class NamedListingContract extends RoutedStoreContract {
    private Organization acme;
    private Organization globex;

    @BeforeEach
    final void createOrganizations() {
        acme = organization("acme");
        globex = organization("globex");
    }

    private Agent agent(Organization organization, String slug, String name) {
        Agent agent = newAgent(organization, slug).edited(new DisplayName(name), Optional.empty());
        store.agents().insert(agent);
        return agent;
    }

    private static NamedListing listing(String search, NameSort sort, PageRequest page) {
        return new NamedListing(
                search.isEmpty()
                        ? Optional.empty()
                        : Optional.of(NameSearch.parse(search).orElseThrow()),
                sort,
                page);
    }

    private List<Agent> search(String text) {
        NamedListing oldest = listing(text, NameSort.OLDEST, PageRequest.first());
        assertEquals(
                List.of(),
                store.agents().list(globex.id(), Optional.empty(), oldest).items());
        return store.agents().list(acme.id(), Optional.empty(), oldest).items();
    }

    /// Words are found by their beginnings, in name and slug, whatever their case and however accents are
    /// written; all must be there. Another organization finds none of it.
    @Test
    void search_findsWordsByTheirBeginnings() {
        Agent support = agent(acme, "support-bot", "Customer Help");
        Agent green = agent(acme, "search", "Grüne Suche 100%_");

        assertEquals(List.of(support), search("cust"));
        assertEquals(List.of(support), search("BOT customer"));
        assertEquals(List.of(support, green), search("s"));
        assertEquals(List.of(green), search("GRU\u0308N"));
        assertEquals(List.of(green), search("100%_ suche"));
        assertEquals(List.of(), search("ustomer"));
        assertEquals(List.of(), search("customer suche"));
        assertEquals(List.of(), search("o"));
    }

    /// What was renamed is found by its present name alone, and what was deleted not at all.
    @Test
    void search_followsChanges() {
        Agent agent = agent(acme, "first", "Before");
        Agent renamed = agent.edited(new DisplayName("After"), Optional.empty());
        store.agents().update(renamed);

        assertEquals(List.of(), search("before"));
        assertEquals(List.of(renamed), search("after"));

        store.agents().delete(acme.id(), agent.id(), tick());

        assertEquals(List.of(), search("after"));
        assertEquals(List.of(), search("first"));
    }

    /// A search can be of one project.
    @Test
    void search_inAProject_findsItsAgents() {
        Project backend = project(acme, "backend");
        Agent inside = agent(acme, "inside", "Same name").movedTo(backend.id());
        store.agents().update(inside);
        Agent outside = agent(acme, "outside", "Same name");
        NamedListing same = listing("same", NameSort.NAME, PageRequest.first());

        assertEquals(
                List.of(inside),
                store.agents().list(acme.id(), Optional.of(backend.id()), same).items());
        assertEquals(
                List.of(outside),
                store.agents()
                        .list(acme.id(), Optional.of(outside.project()), same)
                        .items());
        assertEquals(
                List.of(),
                store.agents()
                        .list(globex.id(), Optional.of(backend.id()), same)
                        .items());
    }

    /// In every order, and in pages of every size, each is listed once; those of one name by slug.
    @Test
    void sort_isAsAsked() {
        Agent zoe = agent(acme, "one", "zoe");
        Agent ada = agent(acme, "two", "Ada");
        Agent other = agent(acme, "two-again", "Ada");
        Agent adam = agent(acme, "three", "adam 2");
        agent(globex, "foreign", "Bob");
        List<Agent> byName = List.of(ada, other, adam, zoe);
        Map<NameSort, List<Agent>> orders = Map.of(
                NameSort.OLDEST, List.of(zoe, ada, other, adam),
                NameSort.NEWEST, List.of(adam, other, ada, zoe),
                NameSort.NAME, byName,
                NameSort.NAME_DESCENDING, byName.reversed());
        orders.forEach((sort, expected) -> {
            for (int limit : new int[] {1, 2, 3, 4, 5}) {
                assertEquals(
                        expected,
                        allPages(
                                limit,
                                page -> store.agents().list(acme.id(), Optional.empty(), listing("", sort, page))),
                        sort.name());
            }
            assertEquals(
                    expected.stream().filter(agent -> !agent.equals(zoe)).toList(),
                    allPages(1, page -> store.agents().list(acme.id(), Optional.empty(), listing("t", sort, page)))
                            .stream()
                            .toList());
        });
    }

    /// Sorted by name, a cursor that another organization was given, or nobody, is the end.
    @Test
    void sort_strangeCursor_isTheEnd() {
        Agent mine = agent(acme, "mine", "Middle");
        Agent foreign = agent(globex, "foreign", "Aaa");
        List<String> cursors = new ArrayList<>(STRANGE_CURSORS);
        cursors.add(foreign.id().value());
        for (String cursor : cursors) {
            PageRequest page = new PageRequest(10, Optional.of(cursor));
            for (NameSort sort : List.of(NameSort.NAME, NameSort.NAME_DESCENDING)) {
                assertEquals(
                        List.of(),
                        store.agents()
                                .list(acme.id(), Optional.empty(), listing("", sort, page))
                                .items());
            }
            boolean isAfter = cursor.compareTo(mine.id().value()) < 0;
            assertEquals(
                    isAfter ? List.of(mine) : List.of(),
                    store.agents()
                            .list(acme.id(), Optional.empty(), listing("", NameSort.OLDEST, page))
                            .items());
        }
    }

    private void assertFound(
            List<String> names, String word, BiFunction<Organization, NamedListing, Page<String>> lister) {
        NamedListing byName = listing(word, NameSort.NAME, PageRequest.first());
        assertEquals(names, lister.apply(acme, byName).items());
        assertEquals(
                names.reversed(),
                lister.apply(acme, listing(word, NameSort.NAME_DESCENDING, PageRequest.first()))
                        .items());
        assertEquals(
                List.of(),
                lister.apply(acme, listing("nowhere", NameSort.NEWEST, PageRequest.first()))
                        .items());
        assertEquals(List.of(), lister.apply(globex, byName).items());
    }

    /// Projects and environments are found by name and slug, the renamed ones by their present name.
    @Test
    void search_findsPlaces() {
        for (String slug : List.of("west", "east")) {
            store.projects().update(project(acme, slug).renamed(new DisplayName("Region " + slug)));
            store.environments().update(environment(acme, slug).renamed(new DisplayName("Region " + slug)));
        }
        BiFunction<Organization, NamedListing, Page<String>> projects = (organization, listing) -> store.projects()
                .list(organization.id(), listing)
                .map(Project::slug)
                .map(Slug::value);
        BiFunction<Organization, NamedListing, Page<String>> environments =
                (organization, listing) -> store.environments()
                        .list(organization.id(), listing)
                        .map(Environment::slug)
                        .map(Slug::value);

        for (BiFunction<Organization, NamedListing, Page<String>> lister : List.of(projects, environments)) {
            assertFound(List.of("east", "west"), "regi", lister);
            assertFound(List.of("west"), "we", lister);
            assertFound(List.of(), "the we", lister);
        }
    }

    /// Routes are found by name, host and path, the edited ones by what they are now.
    @Test
    void search_findsRoutes() {
        Route route = newRoute(acme, "models", match("/v1/chat", "api.example.com", "*.example.org"));
        store.routes().insert(route);
        Route other = route(acme, "tools");
        BiFunction<Organization, NamedListing, Page<String>> routes = (organization, listing) ->
                store.routes().list(organization.id(), listing).map(Route::name).map(Slug::value);

        for (String word : List.of("mod", "api", "org", "chat")) {
            assertFound(List.of("models"), word, routes);
        }
        assertFound(List.of("tools"), "acme", routes);
        inTransaction(() -> store.routes()
                .update(store.routes()
                        .lock(acme.id(), other.id())
                        .orElseThrow()
                        .edited(new Slug("moved"), other.settings(), stamp("editor"))));
        assertFound(List.of("models", "moved"), "mo", routes);
        assertFound(List.of(), "tools-of", routes);
    }

    /// People are found by name and address, as members and as accounts, the renamed ones by their present name.
    @Test
    void search_findsPeople() {
        for (String name : List.of("zoe", "ada")) {
            Instant at = tick();
            Account account = new Account(
                    AccountId.create(randomness, at),
                    new EmailAddress(name + "@example.com"),
                    new DisplayName("Somebody"),
                    false,
                    at,
                    Optional.empty());
            store.accounts().insert(account);
            store.accounts().update(account.named(new DisplayName(name + " Person")));
            store.members().insert(new Member(acme.id(), account, Role.VIEWER, stamp("inviter")));
        }
        BiFunction<Organization, NamedListing, Page<String>> members = (organization, listing) -> store.members()
                .list(organization.id(), listing)
                .map(member -> member.account().name().value());

        assertFound(List.of("ada Person", "zoe Person"), "pers", members);
        assertFound(List.of("ada Person"), "ada@example", members);
        assertFound(List.of(), "somebody", members);
        assertEquals(
                List.of("ada Person", "zoe Person"),
                store.accounts()
                        .list(listing("example", NameSort.NAME, PageRequest.first()))
                        .map(account -> account.name().value())
                        .items());
        assertEquals(
                List.of("zoe Person"),
                allPages(1, page -> store.accounts().list(listing("z", NameSort.NAME_DESCENDING, page))).stream()
                        .map(account -> account.name().value())
                        .toList());
    }
}
