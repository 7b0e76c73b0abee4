package io.nacre.rules;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Every version of every rule as last heard of, and which of them are asked. Immutable.
 *
 * <p>Of one id, one version is live at most, the highest; so a new one takes over when it goes live, whether or not the
 * one before it was retired.
 */
public final class RuleRegistry {

    public static final RuleRegistry EMPTY = new RuleRegistry(Map.of());

    /** More are refused: each costs something for every transaction. */
    public static final int MAX_ASKED = 200;

    private final Map<String, Rule> versions;

    private RuleRegistry(Map<String, Rule> versions) {
        this.versions = versions;
    }

    /**
     * The book that a topic of news gives. As in the job, an earlier stage that was sent again changes nothing, nor
     * does a version that says something else than before.
     */
    public static RuleRegistry of(Collection<Rule> news) {
        Map<String, Rule> versions = new TreeMap<>();
        news.forEach(rule -> versions.merge(rule.key(), rule, RuleRegistry::later));
        return new RuleRegistry(versions);
    }

    private static Rule later(Rule known, Rule news) {
        return known.saysTheSameAs(news) && news.stage().compareTo(known.stage()) >= 0 ? news : known;
    }

    /**
     * The book after news of a rule. Hearing the same again changes nothing.
     *
     * @throws RuleException if the version may not go to that stage, is not what it was, or is one too many
     */
    public RuleRegistry after(Rule news) {
        Rule before = versions.get(news.key());
        if (before != null && before.stage() != news.stage()) {
            requireLegal(before, news);
        }
        if (before != null && !before.saysTheSameAs(news)) {
            throw new RuleException("rule " + news.key() + " exists and says something else: publish version "
                    + (latest(news.id()) + 1) + " instead");
        }
        Map<String, Rule> after = new TreeMap<>(versions);
        after.put(news.key(), news);
        RuleRegistry book = new RuleRegistry(after);
        if (book.asked().size() > MAX_ASKED) {
            throw new RuleException("more than " + MAX_ASKED + " rules would be asked: retire some first");
        }
        return book;
    }

    /** One version, or null if there is none such. */
    public @Nullable Rule find(String id, int version) {
        return versions.get(id + "@" + version);
    }

    /** The highest version of a rule; 0 if there is none. */
    public int latest(String id) {
        return versions.values().stream()
                .filter(rule -> rule.id().equals(id))
                .mapToInt(Rule::version)
                .max()
                .orElse(0);
    }

    /** All versions, by id. */
    public List<Rule> all() {
        return List.copyOf(versions.values());
    }

    /** What is asked of every transaction: of each id the highest live version, and every one in shadow. */
    public List<Rule> asked() {
        Map<String, Rule> asked = new LinkedHashMap<>();
        for (Rule rule : versions.values()) {
            String place = rule.stage() == RuleStage.LIVE ? rule.id() : rule.key();
            Rule other = asked.get(place);
            if (rule.stage().isAsked() && (other == null || other.version() < rule.version())) {
                asked.put(place, rule);
            }
        }
        return List.copyOf(asked.values());
    }

    private static void requireLegal(Rule before, Rule news) {
        if (!before.stage().mayBecome(news.stage())) {
            throw new RuleException("rule " + news.key() + " is " + before.stage() + " and cannot become "
                    + news.stage() + ": " + next(before.stage()));
        }
    }

    private static String next(RuleStage ruleStage) {
        return switch (ruleStage) {
            case DRAFT -> "it may go to SHADOW, or be RETIRED";
            case SHADOW -> "it may go LIVE, or be RETIRED";
            case LIVE -> "it may be RETIRED; publish another version to change it";
            case RETIRED -> "publish another version";
        };
    }
}
