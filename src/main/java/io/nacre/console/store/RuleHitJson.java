package io.nacre.console.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.nacre.decision.Outcome;
import io.nacre.decision.RuleHit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON of the rules that matched a payment, in which the store keeps them. */
public final class RuleHitJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RuleHitJson() {}

    /** The text of the hits; null if there are none, as for most payments. */
    static @Nullable String text(List<RuleHit> hits) {
        if (hits.isEmpty()) {
            return null;
        }
        ArrayNode array = JSON.createArrayNode();
        for (RuleHit hit : hits) {
            array.addObject()
                    .put("rule_id", hit.ruleId())
                    .put("version", hit.version())
                    .put("outcome", hit.outcome().name())
                    .put("hard", hit.hard())
                    .put("shadow", hit.shadow())
                    .put("failed", hit.failed());
        }
        return array.toString();
    }

    /** The hits of a text; none for null. */
    public static List<RuleHit> read(@Nullable String text) {
        if (text == null) {
            return List.of();
        }
        try {
            List<RuleHit> hits = new ArrayList<>();
            for (JsonNode hit : JSON.readTree(text)) {
                hits.add(new RuleHit(
                        hit.path("rule_id").asText(),
                        hit.path("version").asInt(),
                        Outcome.valueOf(hit.path("outcome").asText()),
                        hit.path("hard").asBoolean(),
                        hit.path("shadow").asBoolean(),
                        hit.path("failed").asBoolean()));
            }
            return List.copyOf(hits);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the store has rule hits that are not JSON", e);
        }
    }
}
