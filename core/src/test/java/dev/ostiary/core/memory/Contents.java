package dev.ostiary.core.memory;

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
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.route.Policy;
import dev.ostiary.core.route.Route;
import dev.ostiary.core.usage.FormerSecretUsage;
import dev.ostiary.core.usage.KeyUsage;
import dev.ostiary.core.vault.ProviderKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
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
}
