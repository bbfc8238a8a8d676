package dev.ostiary.core.identity;

import dev.ostiary.core.account.EmailAddress;
import dev.ostiary.core.authority.Role;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.OrganizationId;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// How an identity provider is used.
///
/// @param name what people call it
/// @param issuer the base of its discovery document, exactly as it writes it in its tokens
/// @param clientId what this installation is called there
/// @param domains of the addresses that may sign in, in lower case; any when there are none
/// @param linksAccounts whether it is trusted to say whose an address is, so that it opens an account that exists
/// @param newMember where somebody who was never here becomes a member; empty when nobody does
public record ProviderSettings(
        DisplayName name,
        URI issuer,
        String clientId,
        List<String> domains,
        boolean linksAccounts,
        Optional<Membership> newMember) {
    public ProviderSettings {
        domains = List.copyOf(domains);
    }

    /// What they say, as texts.
    Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        texts.put("name", name.value());
        texts.put("issuer", issuer.toString());
        texts.put("clientId", clientId);
        texts.put("linksAccounts", Boolean.toString(linksAccounts));
        if (!domains.isEmpty()) {
            texts.put("domains", String.join(" ", domains));
        }
        newMember.ifPresent(member -> {
            texts.put("organization", member.organization().value());
            texts.put("role", member.role().text());
        });
        return texts;
    }

    /// The same by another name.
    public ProviderSettings named(DisplayName other) {
        return new ProviderSettings(other, issuer, clientId, domains, linksAccounts, newMember);
    }

    /// A role in an organization.
    public record Membership(OrganizationId organization, Role role) {}

    /// Whether somebody of that address may sign in.
    boolean admits(EmailAddress address) {
        String domain = address.value().substring(address.value().indexOf('@') + 1);
        return domains.isEmpty() || domains.contains(domain);
    }
}
