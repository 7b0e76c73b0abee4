package io.nacre.rules;

import static java.util.Objects.requireNonNull;

import dev.cel.common.types.CelType;

/**
 * One name that rules can use.
 *
 * @param type as the expression sees it
 * @param meaning one line of plain English; for what may be missing, it says what then stands there
 */
public record RuleVariable(String name, CelType type, String meaning, Reading reading) {

    /** Where a term's value is found. */
    @FunctionalInterface
    interface Reading {
        Object of(RuleContext ruleContext);
    }

    public RuleVariable {
        requireNonNull(name, "name is null");
        requireNonNull(type, "type is null");
        requireNonNull(meaning, "meaning is null");
        requireNonNull(reading, "reading is null");
    }

    /** The type as a rule's author would say it. */
    public String typeName() {
        return type.name();
    }
}
