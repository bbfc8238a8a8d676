package dev.ostiary.core.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ostiary.core.account.Account;
import dev.ostiary.core.agent.Agent;
import dev.ostiary.core.agent.Deployment;
import dev.ostiary.core.agent.Environment;
import dev.ostiary.core.agent.SettingsDraft;
import dev.ostiary.core.audit.AuditEntry;
import dev.ostiary.core.audit.AuditEvent;
import dev.ostiary.core.change.Change;
import dev.ostiary.core.credit.CreditAccount;
import dev.ostiary.core.credit.CreditAccountId;
import dev.ostiary.core.credit.CreditSpending;
import dev.ostiary.core.credit.Plan;
import dev.ostiary.core.denial.Denial;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.idempotency.KnownCall;
import dev.ostiary.core.installation.MasterKeyRecord;
import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.key.KeyDigest;
import dev.ostiary.core.key.KeyPolicy;
import dev.ostiary.core.key.ReplacedSecret;
import dev.ostiary.core.key.TestKey;
import dev.ostiary.core.management.ManagementKey;
import dev.ostiary.core.member.Invitation;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.organization.Project;
import dev.ostiary.core.page.NamedListing;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.route.Policy;
import dev.ostiary.core.route.Route;
import dev.ostiary.core.usage.FormerSecretUsage;
import dev.ostiary.core.usage.KeyUsage;
import dev.ostiary.core.vault.ProviderKey;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/// All rows of an [InMemoryStore] at one point. Rows of things with identifiers stand under them, so they sort by age.
/// Once committed it is never changed again; a transaction works on a copy.
record Contents(
        NavigableMap<String, Organization> organizations,
        NavigableMap<String, Project> projects,
        NavigableMap<String, Account> accounts,
        Map<InMemoryMembers.Place, InMemoryMembers.Row> members,
        NavigableMap<String, Invitation> invitations,
        SignInRows signIn,
        NavigableMap<String, Environment> environments,
        NavigableMap<String, Agent> agents,
        NavigableMap<String, Deployment> deployments,
        Map<InMemoryDeployments.Pair, SettingsDraft> drafts,
        NavigableMap<String, Route> routes,
        NavigableMap<String, Policy> policies,
        NavigableMap<String, ApiKey> keys,
        NavigableMap<String, TestKey> testKeys,
        Map<KeyDigest, ReplacedSecret> replacedSecrets,
        Map<OrganizationId, KeyPolicy> keyPolicies,
        NavigableMap<String, ManagementKey> managementKeys,
        NavigableMap<String, ProviderKey> providerKeys,
        NavigableMap<Integer, MasterKeyRecord> masterKeys,
        Set<InMemoryMasterKeys.Holding> masterKeyHolders,
        NavigableMap<String, AuditEvent> events,
        NavigableMap<InMemoryAuditLog.Place, AuditEntry> trail,
        NavigableMap<String, Plan> plans,
        Map<CreditAccountId, CreditAccount> creditAccounts,
        Map<CreditSpending, Long> creditSpending,
        NavigableMap<String, Denial> denials,
        NavigableMap<String, KnownCall> calls,
        NavigableMap<Long, Change> changes,
        Map<KeyId, KeyUsage> usage,
        Map<InMemoryTraffic.Row, Long> traffic,
        Map<KeyDigest, FormerSecretUsage> formerUsage,
        Map<Single, String> singles) {
    /// Values of which there is one.
    enum Single {
        HEAD,
        MASTER_KEY_CHECK
    }

    static Contents empty() {
        return new Contents(
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new HashMap<>(),
                new TreeMap<>(),
                SignInRows.empty(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new HashMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new HashSet<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>());
    }

    Contents copy() {
        return new Contents(
                new TreeMap<>(organizations),
                new TreeMap<>(projects),
                new TreeMap<>(accounts),
                new HashMap<>(members),
                new TreeMap<>(invitations),
                signIn.copy(),
                new TreeMap<>(environments),
                new TreeMap<>(agents),
                new TreeMap<>(deployments),
                new HashMap<>(drafts),
                new TreeMap<>(routes),
                new TreeMap<>(policies),
                new TreeMap<>(keys),
                new TreeMap<>(testKeys),
                new HashMap<>(replacedSecrets),
                new HashMap<>(keyPolicies),
                new TreeMap<>(managementKeys),
                new TreeMap<>(providerKeys),
                new TreeMap<>(masterKeys),
                new HashSet<>(masterKeyHolders),
                new TreeMap<>(events),
                new TreeMap<>(trail),
                new TreeMap<>(plans),
                new HashMap<>(creditAccounts),
                new HashMap<>(creditSpending),
                new TreeMap<>(denials),
                new TreeMap<>(calls),
                new TreeMap<>(changes),
                new HashMap<>(usage),
                new HashMap<>(traffic),
                new HashMap<>(formerUsage),
                new HashMap<>(singles));
    }

    /// The number of the newest change.
    long head() {
        return Long.parseLong(singles.getOrDefault(Single.HEAD, "0"));
    }

    /// A page of the rows that match, greatest identifier first.
    static <R> Page<R> page(NavigableMap<String, R> rows, Predicate<R> matches, PageRequest request) {
        NavigableMap<String, R> rest =
                request.cursor().map(cursor -> rows.headMap(cursor, false)).orElse(rows);
        List<Map.Entry<String, R>> read = rest.descendingMap().entrySet().stream()
                .filter(row -> matches.test(row.getValue()))
                .limit(request.limit() + 1L)
                .toList();
        return Page.of(read, request, Map.Entry::getKey).map(Map.Entry::getValue);
    }

    /// A page of the rows that match and are called as asked, in the order that is asked for.
    ///
    /// @param words that a row is found by
    static <R> Page<R> page(
            NavigableMap<String, R> rows, Predicate<R> matches, Function<R, List<String>> words, NamedListing listing) {
        Comparator<Map.Entry<String, R>> byName = Comparator.comparing(
                row -> String.join("\n", words.apply(row.getValue())).getBytes(UTF_8), Arrays::compareUnsigned);
        Comparator<Map.Entry<String, R>> byAge = Map.Entry.comparingByKey();
        Comparator<Map.Entry<String, R>> order = switch (listing.sort()) {
            case OLDEST -> byAge;
            case NEWEST -> byAge.reversed();
            case NAME -> byName.thenComparing(byAge);
            case NAME_DESCENDING -> byName.thenComparing(byAge).reversed();
        };
        List<Map.Entry<String, R>> read = rows.entrySet().stream()
                .filter(row -> matches.test(row.getValue()))
                .filter(isBehind(rows, matches, order, listing))
                .filter(row -> listing.search()
                        .filter(search -> !search.finds(words.apply(row.getValue())))
                        .isEmpty())
                .sorted(order)
                .limit(listing.page().limit() + 1L)
                .toList();
        return Page.of(read, listing.page(), Map.Entry::getKey).map(Map.Entry::getValue);
    }

    private static <R> Predicate<Map.Entry<String, R>> isBehind(
            NavigableMap<String, R> rows,
            Predicate<R> matches,
            Comparator<Map.Entry<String, R>> order,
            NamedListing listing) {
        if (listing.page().cursor().isEmpty()) {
            return _ -> true;
        }
        String cursor = listing.page().cursor().get();
        return switch (listing.sort()) {
            case NEWEST -> row -> row.getKey().compareTo(cursor) < 0;
            case OLDEST -> row -> row.getKey().compareTo(cursor) > 0;
            case NAME, NAME_DESCENDING -> {
                R last = rows.get(cursor);
                yield last == null || !matches.test(last)
                        ? _ -> false
                        : row -> order.compare(row, Map.entry(cursor, last)) > 0;
            }
        };
    }
}
