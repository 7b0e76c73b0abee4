package io.nacre.training.inspect;

/**
 * A column that alone separates fraud from the rest almost without error. Probably it was written after the outcome was
 * known.
 *
 * @param auc area under the ROC curve, 0.5 (no information) to 1
 * @param sign the property of the column that leaks the label
 */
public record LabelLeak(String column, double auc, Sign sign) {

    /** A property of a column that may leak the label. */
    public enum Sign {
        ORDER("its size as a number"),
        VALUE("its value"),
        PRESENCE("whether it is empty");

        private final String text;

        Sign(String text) {
            this.text = text;
        }

        /** The property as text. */
        public String text() {
            return text;
        }
    }
}
