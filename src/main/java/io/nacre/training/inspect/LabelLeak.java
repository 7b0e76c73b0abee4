package io.nacre.training.inspect;

/**
 * A column that alone tells fraud from the rest almost without error: most likely it was written when the outcome was
 * known.
 *
 * @param auc area under the ROC curve, 0.5 (tells nothing) to 1
 * @param sign what of the column tells
 */
public record LabelLeak(String column, double auc, Sign sign) {

    /** What of a column may tell fraud from the rest. */
    public enum Sign {
        ORDER("how large its number is"),
        VALUE("which value it has"),
        PRESENCE("whether it is empty");

        private final String text;

        Sign(String text) {
            this.text = text;
        }

        /** In words. */
        public String text() {
            return text;
        }
    }
}
