package dev.ostiary.control.rest;

import static java.util.Map.entry;

import dev.ostiary.control.json.JsonFields;
import dev.ostiary.control.json.RequestBodies;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;

/// Which types can be the body of a request, and how each is read.
public final class RequestReaders {
    /// The most bytes of bodies that are batches.
    public static final Map<Class<?>, Integer> LIMITS = Map.of(KeyImportRequest.class, RequestBodies.MAX_BATCH_BYTES);

    private RequestReaders() {}

    /// The readers, to which it is now what the clock says.
    public static Map<Class<?>, Function<JsonFields, ?>> at(Clock clock) {
        return Map.ofEntries(
                entry(NewOrganization.class, NewOrganization::read),
                entry(NewEnvironment.class, NewEnvironment::read),
                entry(NewRole.class, NewRole::read),
                entry(NewInvitationRequest.class, NewInvitationRequest::read),
                entry(NewManagementKeyRequest.class, fields -> NewManagementKeyRequest.read(fields, clock)),
                entry(Renaming.class, Renaming::read),
                entry(NewPlan.class, NewPlan::read),
                entry(PlanEditRequest.class, PlanEditRequest::read),
                entry(PlanChoice.class, PlanChoice::read),
                entry(CreditGrant.class, CreditGrant::read),
                entry(KeyCreditsRequest.class, KeyCreditsRequest::read),
                entry(NewProject.class, NewProject::read),
                entry(NewAgentRequest.class, NewAgentRequest::read),
                entry(AgentEditRequest.class, AgentEditRequest::read),
                entry(SettingsEditRequest.class, SettingsEditRequest::read),
                entry(RollBackRequest.class, RollBackRequest::read),
                entry(NewDeployment.class, NewDeployment::read),
                entry(PolicyEdit.class, PolicyEdit::read),
                entry(NewRoute.class, NewRoute::read),
                entry(NewPolicy.class, NewPolicy::read),
                entry(NewProviderKey.class, NewProviderKey::read),
                entry(ProviderKeyEdit.class, ProviderKeyEdit::read),
                entry(KeyEditRequest.class, KeyEditRequest::read),
                entry(KeyRotationRequest.class, fields -> KeyRotationRequest.read(fields, clock)),
                entry(KeyPolicyRequest.class, KeyPolicyRequest::read),
                entry(KeyImportRequest.class, fields -> KeyImportRequest.read(fields, clock)),
                entry(IdentifyRequest.class, IdentifyRequest::read),
                entry(KeySelectionRequest.class, KeySelectionRequest::read),
                entry(NewKeyRequest.class, fields -> NewKeyRequest.read(fields, clock)));
    }
}
