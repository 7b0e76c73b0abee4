package io.nacre.rules;

import static java.util.Objects.requireNonNull;

import dev.cel.common.types.CelType;

/**
 * One name that rules can use.
 *
 * @param type the CEL type
 * @param meaning one line of plain English, with the value of a missing field
 */
public record RuleVariable(String name, CelType type, String meaning, Reading reading) {

    /** Reads the value from the context. */
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

    /** The name of the type, as rule authors write it. */
    public String typeName() {
        return type.name();
    }
}
