package dev.ostiary.control.rest;

import dev.ostiary.control.json.JsonFields;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;

/// Which types can be the body of a request, and how each is read.
public final class RequestReaders {
    private RequestReaders() {}

    /// The readers, to which it is now what the clock says.
    public static Map<Class<?>, Function<JsonFields, ?>> at(Clock clock) {
        return Map.of(
                NewOrganization.class, NewOrganization::read,
                NewEnvironment.class, NewEnvironment::read,
                Renaming.class, Renaming::read,
                NewAgent.class, NewAgent::read,
                AgentEdit.class, AgentEdit::read,
                NewDeployment.class, NewDeployment::read,
                NewKeyRequest.class, fields -> NewKeyRequest.read(fields, clock));
    }
}
