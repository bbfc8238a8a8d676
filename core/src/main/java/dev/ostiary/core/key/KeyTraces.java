package dev.ostiary.core.key;

import dev.ostiary.core.id.OrganizationId;
import java.util.Collection;
import java.util.List;

/// Finds the keys that something leaked belongs to: tombstones too, and by secrets that were replaced. Every method
/// sees one organization only.
public interface KeyTraces {
    /// The most keys that are answered.
    int MOST = 20;

    /// The keys with one of those digests.
    List<FoundKey> byDigest(OrganizationId organization, Collection<KeyDigest> digests);

    /// The keys with that public id.
    List<FoundKey> byPublicId(OrganizationId organization, String publicId);

    /// The keys whose public ids begin so, at most [#MOST] of them.
    List<FoundKey> byPublicIdStart(OrganizationId organization, String start);

    /// The keys with a secret of one of those masks, at most [#MOST] of them.
    List<FoundKey> byMask(OrganizationId organization, Collection<String> masks);

    /// The keys with a secret whose mask begins with one of those, at most [#MOST] of them.
    List<FoundKey> byMaskStart(OrganizationId organization, Collection<String> starts);

    /// The keys with a secret whose mask ends in one of those, at most [#MOST] of them.
    List<FoundKey> byMaskEnd(OrganizationId organization, Collection<String> ends);
}
