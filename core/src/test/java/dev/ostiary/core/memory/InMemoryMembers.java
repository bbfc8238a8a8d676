package dev.ostiary.core.memory;

import dev.ostiary.core.account.Account;
import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.authority.Role;
import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.member.Member;
import dev.ostiary.core.member.MemberStore;
import dev.ostiary.core.page.NamedListing;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

final class InMemoryMembers implements MemberStore {
    /// What a row is found by.
    record Place(OrganizationId organization, AccountId account) {}

    /// What a row holds besides.
    record Row(Role role, Stamp since) {}

    private final InMemoryTransactions rows;

    InMemoryMembers(InMemoryTransactions rows) {
        this.rows = rows;
    }

    private static Place place(Member member) {
        return new Place(member.organization(), member.account().id());
    }

    @Override
    public void insert(Member member) {
        rows.write(contents -> {
            if (contents.members().putIfAbsent(place(member), new Row(member.role(), member.since())) != null) {
                throw new RefusedException(ProblemCode.MEMBER_EXISTS);
            }
        });
    }

    @Override
    public void update(Member member) {
        rows.write(contents -> contents.members()
                .computeIfPresent(place(member), (_, before) -> new Row(member.role(), before.since())));
    }

    @Override
    public void delete(OrganizationId organization, AccountId account) {
        rows.write(contents -> contents.members().remove(new Place(organization, account)));
    }

    @Override
    public Optional<Member> find(OrganizationId organization, AccountId account) {
        return rows.read(contents -> of(contents, organization)
                .filter(member -> member.account().id().equals(account))
                .findFirst());
    }

    private static Stream<Member> of(Contents contents, OrganizationId organization) {
        return contents.members().entrySet().stream()
                .filter(row -> row.getKey().organization().equals(organization))
                .map(row -> member(contents, row));
    }

    private static Member member(Contents contents, Map.Entry<Place, Row> row) {
        Account account = Optional.ofNullable(
                        contents.accounts().get(row.getKey().account().value()))
                .orElseThrow();
        return new Member(
                row.getKey().organization(),
                account,
                row.getValue().role(),
                row.getValue().since());
    }

    @Override
    public int count(OrganizationId organization, Role role) {
        return rows.read(contents -> (int) of(contents, organization)
                .filter(member -> member.role() == role && member.account().isActive())
                .count());
    }

    @Override
    public Map<OrganizationId, Role> rolesOf(AccountId account) {
        return rows.read(contents -> contents.members().entrySet().stream()
                .filter(row -> row.getKey().account().equals(account))
                .filter(row -> contents.organizations()
                        .containsKey(row.getKey().organization().value()))
                .collect(Collectors.toMap(
                        row -> row.getKey().organization(),
                        row -> row.getValue().role())));
    }

    @Override
    public Page<Member> list(OrganizationId organization, NamedListing listing) {
        return rows.read(contents -> {
            NavigableMap<String, Member> members = new TreeMap<>();
            of(contents, organization)
                    .forEach(member -> members.put(member.account().id().value(), member));
            return Contents.page(members, _ -> true, member -> member.account().words(), listing);
        });
    }
}
