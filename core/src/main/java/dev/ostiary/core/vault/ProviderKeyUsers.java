package dev.ostiary.core.vault;

import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.ProviderKeyId;
import java.util.List;

/// Knows what calls carry a provider key, so that deleting one can warn first (S3.11).
public interface ProviderKeyUsers {
    /// Nothing refers to provider keys.
    ProviderKeyUsers NONE = (_, _) -> List.of();

    /// What uses the key, each as a person would call it, such as `provider openai`. Asked inside the transaction
    /// that deletes the key; what is answered is held until that ends, so that nothing begins to use it meanwhile.
    List<String> of(OrganizationId organization, ProviderKeyId id);
}
