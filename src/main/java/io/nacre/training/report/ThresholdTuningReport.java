package io.nacre.training.report;

import io.nacre.decision.rate.BandFraudRate;
import io.nacre.model.Thresholds;
import io.nacre.training.evaluate.PromotionGate;
import io.nacre.training.tune.ChallengeCosts;
import io.nacre.training.tune.CostModel;
import io.nacre.training.tune.ThresholdTuner;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Compares the current and the proposed thresholds: as text, and as a page with charts. */
public final class ThresholdTuningReport {

    private static final String BAND_LINE = "%-16s %8s %20s %-9s %20s %-9s%n";

    private final ThresholdTuner thresholdTuner;
    private final ThresholdTuner.ThresholdOutcome today;
    private final ThresholdTuner.ThresholdOutcome proposed;
    private final FraudRates fraudRates;
    private final String currency;

    /** The fraud rates of each band of amounts that are approved without a challenge. */
    public record FraudRates(List<BandFraudRate> current, List<BandFraudRate> proposed) {}

    public ThresholdTuningReport(
            ThresholdTuner thresholdTuner,
            Thresholds today,
            Thresholds proposed,
            FraudRates fraudRates,
            String currency) {
        this.thresholdTuner = thresholdTuner;
        this.today = thresholdTuner.outcome(today);
        this.proposed = thresholdTuner.outcome(proposed);
        this.fraudRates = fraudRates;
        this.currency = currency;
    }

    public String text() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "held out: %d transactions with %d frauds in %.1f days, amounts in %s%n",
                thresholdTuner.rows(),
                thresholdTuner.frauds(),
                thresholdTuner.days(),
                currency));
        if (thresholdTuner.frauds() < PromotionGate.MIN_FRAUDS) {
            text.append("with so few frauds the result is uncertain: tune again with more frauds\n");
        }
        text.append(String.format(Locale.ROOT, "%-32s %12s %12s%n", "", "current", "proposed"));
        rows().forEach(row ->
                text.append(String.format(Locale.ROOT, "%-32s %12s %12s%n", row.get(0), row.get(1), row.get(2))));
        text.append(String.format(
                Locale.ROOT,
                "%napproved without a challenge, fraud rate by amount with its upper bound (95 %% confidence):%n"));
        text.append(String.format(Locale.ROOT, BAND_LINE, "amount", "limit", "current", "", "proposed", ""));
        bands().forEach(row -> text.append(String.format(Locale.ROOT, BAND_LINE, row.toArray())));
        return text.toString();
    }

    /**
     * A self-contained page without scripts or network access.
     *
     * @param title names both bundles
     */
    public String html(String title) {
        CostCharts charts = new CostCharts(thresholdTuner.curve());
        CostModel costModel = thresholdTuner.costs();
        String assumed = String.format(
                        Locale.ROOT,
                        "On %d transactions with %d frauds in %.1f days on which the bundle was not trained. Assumed: a fraud that"
                                + " is approved costs its amount; a review takes %.1f minutes of an analyst's hour of %.2f, and"
                                + " a false alert costs %.2f; a false decline costs %.2f. All in %s. A transaction that"
                                + " reaches a threshold is an alert; each point of the curve uses the best decline threshold.",
                        thresholdTuner.rows(),
                        thresholdTuner.frauds(),
                        thresholdTuner.days(),
                        costModel.reviewMinutes(),
                        costModel.analystHour(),
                        costModel.friction(),
                        costModel.falseDecline(),
                        currency)
                + challengesAssumed(thresholdTuner.challengeCosts());
        String body = charts.svg(
                        new CostCharts.Mark("current", "end", thresholdTuner.chosen(today.thresholds())),
                        new CostCharts.Mark("proposed", "start", thresholdTuner.chosen(proposed.thresholds())))
                + HtmlPage.table(List.of("", "current", "proposed"), rows());
        String bands = HtmlPage.table(List.of("amount", "limit", "current", "", "proposed", ""), bands());
        return HtmlPage.page(
                title,
                HtmlPage.section("Costs and capacity", assumed, body)
                        + HtmlPage.section(
                                "Fraud rates without a challenge",
                                "The share of the amount that is fraud, and its upper bound with 95 % confidence, of"
                                        + " transactions of card not present and transfer below the challenge"
                                        + " threshold. A limit is held if the bound is within it.",
                                bands));
    }

    private static String challengesAssumed(@Nullable ChallengeCosts costs) {
        return costs == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        " A challenge costs %.2f; %.0f %% of legitimate payers and %.0f %% of frauds pass it. The"
                                + " platform bears %.0f %% of such frauds.",
                        costs.friction(),
                        100 * costs.passRate(),
                        100 * costs.fraudPassRate(),
                        100 * costs.liability());
    }

    private List<List<String>> bands() {
        List<List<String>> rows = new ArrayList<>();
        for (int band = 0; band < fraudRates.current().size(); band++) {
            BandFraudRate current = fraudRates.current().get(band);
            BandFraudRate next = fraudRates.proposed().get(band);
            rows.add(List.of(
                    String.format(
                            Locale.ROOT,
                            "%.0f to %.0f",
                            current.limit().from(),
                            current.limit().upTo()),
                    rate(current.limit().rate()),
                    rates(current),
                    held(current),
                    rates(next),
                    held(next)));
        }
        return rows;
    }

    private static String rates(BandFraudRate band) {
        return band.transactions() == 0 ? "no transaction" : rate(band.rate()) + " to " + rate(band.upperBound());
    }

    private static String held(BandFraudRate band) {
        return band.isHeld() ? "held" : "not held";
    }

    private static String rate(double value) {
        return String.format(Locale.ROOT, "%.3f %%", 100 * value);
    }

    private List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("challenge threshold", each -> challenge(each.thresholds())));
        rows.add(row("review threshold", each -> score(each.thresholds().review())));
        rows.add(row("decline threshold", each -> score(each.thresholds().decline())));
        rows.add(row("alerts per day", each -> tenth(each.alerts())));
        rows.add(row("declined", each -> tenth(each.declined())));
        rows.add(row("false alerts per day", each -> tenth(each.falseAlerts())));
        rows.add(row("false declines per day", each -> tenth(each.wronglyDeclined())));
        rows.add(row("recall", each -> HtmlPage.percent(each.recall())));
        rows.add(row("recall by amount", each -> HtmlPage.percent(each.moneyRecall())));
        rows.add(row("challenges per day", each -> tenth(each.challenged())));
        rows.add(row("false challenges per day", each -> tenth(each.falselyChallenged())));
        rows.add(row("fraud losses per day", each -> money(each.missed())));
        rows.add(row("review cost per day", each -> money(each.work())));
        rows.add(row("friction cost per day", each -> money(each.friction())));
        rows.add(row("total cost per day", each -> money(each.cost())));
        return rows;
    }

    private List<String> row(String name, Function<ThresholdTuner.ThresholdOutcome, String> value) {
        return List.of(name, value.apply(today), value.apply(proposed));
    }

    private static String challenge(Thresholds thresholds) {
        return thresholds.hasChallenge() ? score(thresholds.challenge()) : "none";
    }

    private static String score(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }

    private static String tenth(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String money(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
