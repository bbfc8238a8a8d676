package dev.ostiary.control.rest;

import dev.ostiary.control.json.FieldType;
import dev.ostiary.core.credit.CallCosts;
import dev.ostiary.core.credit.CallKind;
import dev.ostiary.core.credit.Plan;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// What fields of credits may hold.
final class CreditFields {
    static final FieldType<Long> CREDITS = new FieldType<>(
            node -> credits(node, 0), "give a whole number from 0 to " + Plan.MAX_CREDITS + ", or null");

    static final FieldType<Long> GRANT =
            new FieldType<>(node -> credits(node, 1), "give a whole number from 1 to " + Plan.MAX_CREDITS);

    static final FieldType<Map<CallKind, Integer>> COSTS = new FieldType<>(
            CreditFields::costs,
            "give an object such as {\"llm\":5,\"mcp\":0}: api, mcp, a2a, llm and route, each 0 to " + CallCosts.MAX);

    private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d\\d");

    private CreditFields() {}

    private static Optional<Long> credits(JsonNode node, long least) {
        return node.isIntegralNumber() && node.canConvertToLong()
                ? Optional.of(node.longValue()).filter(credits -> credits >= least && Plan.isValid(credits))
                : Optional.empty();
    }

    private static Optional<Map<CallKind, Integer>> costs(JsonNode node) {
        if (!node.isObject()) {
            return Optional.empty();
        }
        Map<CallKind, Integer> costs = new EnumMap<>(CallKind.class);
        for (Map.Entry<String, JsonNode> cost : node.properties()) {
            Optional<CallKind> kind = CallKind.parse(cost.getKey());
            Optional<Long> credits = credits(cost.getValue(), 0).filter(amount -> amount <= CallCosts.MAX);
            if (kind.isEmpty() || credits.isEmpty()) {
                return Optional.empty();
            }
            costs.put(kind.get(), credits.get().intValue());
        }
        return Optional.of(costs);
    }

    /// A month such as 2026-11.
    static Optional<YearMonth> month(String text) {
        try {
            return MONTH.matcher(text).matches() ? Optional.of(YearMonth.parse(text)) : Optional.empty();
        } catch (DateTimeException noSuchMonth) {
            return Optional.empty();
        }
    }
}
