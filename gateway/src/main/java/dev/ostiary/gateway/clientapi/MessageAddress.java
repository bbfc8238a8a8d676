package dev.ostiary.gateway.clientapi;

import dev.ostiary.core.id.Slug;
import dev.ostiary.core.route.RouteName;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whom a message is for, as its URL says: `/v1/agents/{agent}/messages`, with `?environment=` where the agent is
/// deployed in several that the key opens and none of them is `production`.
///
/// @param environments those that the URL names; more than one is none
record MessageAddress(String agent, List<String> environments) {
    /// How messages are sent.
    static final String METHOD = "POST";

    /// What the environment is called in the query.
    static final String ENVIRONMENT = "environment";

    private static final String BEGINNING = "/v1/agents/";
    private static final String END = "/messages";
    private static final String PRODUCTION = "production";

    /// Reads one; null when the path is not for messages. A name is taken as it is written: none needs escapes.
    ///
    /// @param query with its question mark; empty for none
    static @Nullable MessageAddress parse(String path, String query) {
        int end = path.length() - END.length();
        if (!path.startsWith(BEGINNING) || !path.endsWith(END) || end <= BEGINNING.length()) {
            return null;
        }
        String agent = path.substring(BEGINNING.length(), end);
        return agent.indexOf('/') >= 0 ? null : new MessageAddress(agent, environments(query));
    }

    private static List<String> environments(String query) {
        if (query.isEmpty()) {
            return List.of();
        }
        return List.of(query.substring(1).split("&", -1)).stream()
                .map(parameter -> parameter.split("=", 2))
                .filter(parameter -> decoded(parameter[0]).equals(ENVIRONMENT))
                .map(parameter -> parameter.length < 2 ? "" : decoded(parameter[1]))
                .toList();
    }

    /// As servers read it, and as it is read when it is taken out: what is no escape stays as it is written.
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noEscape) {
            return text;
        }
    }

    /// The one of the deployments that is meant; null when there is none or it is not clear which.
    ///
    /// @param ofKey the environment that the key is bound to; null when it is bound to none
    RouteName.@Nullable Deployment choose(List<RouteName.Deployment> opened, @Nullable Slug ofKey) {
        List<RouteName.Deployment> meant = opened.stream().filter(this::isMeant).toList();
        if (environments.isEmpty() && meant.size() > 1) {
            RouteName.Deployment own = ofKey == null ? null : in(ofKey.value(), meant);
            return own == null ? in(PRODUCTION, meant) : own;
        }
        return meant.size() == 1 ? meant.getFirst() : null;
    }

    private static RouteName.@Nullable Deployment in(String environment, List<RouteName.Deployment> meant) {
        for (RouteName.Deployment deployment : meant) {
            if (deployment.environment().value().equals(environment)) {
                return deployment;
            }
        }
        return null;
    }

    /// Whether there are several, and it was not said which is meant.
    boolean isUnclear(List<RouteName.Deployment> opened) {
        return environments.size() > 1 || opened.stream().filter(this::isMeant).count() > 1;
    }

    private boolean isMeant(RouteName.Deployment deployment) {
        return deployment.agent().value().equals(agent)
                && (environments.isEmpty()
                        || environments.size() == 1
                                && environments
                                        .getFirst()
                                        .equals(deployment.environment().value()));
    }
}
