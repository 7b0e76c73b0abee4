package io.nacre.training.report;

import io.nacre.model.Thresholds;
import io.nacre.training.evaluate.PromotionGate;
import io.nacre.training.tune.CostModel;
import io.nacre.training.tune.ThresholdTuner;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What today's and the proposed thresholds lead to, side by side: as text, and as one page with the curves. */
public final class ThresholdTuningReport {

    private final ThresholdTuner thresholdTuner;
    private final ThresholdTuner.ThresholdOutcome today;
    private final ThresholdTuner.ThresholdOutcome proposed;
    private final String currency;

    public ThresholdTuningReport(
            ThresholdTuner thresholdTuner, Thresholds today, Thresholds proposed, String currency) {
        this.thresholdTuner = thresholdTuner;
        this.today = thresholdTuner.outcome(today);
        this.proposed = thresholdTuner.outcome(proposed);
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
            text.append("so few frauds say little: judge the thresholds again with more\n");
        }
        text.append(String.format(Locale.ROOT, "%-32s %12s %12s%n", "", "today", "proposed"));
        rows().forEach(row ->
                text.append(String.format(Locale.ROOT, "%-32s %12s %12s%n", row.get(0), row.get(1), row.get(2))));
        return text.toString();
    }

    /**
     * The page, complete in itself: no script, no network.
     *
     * @param title names both bundles
     */
    public String html(String title) {
        CostCharts charts = new CostCharts(thresholdTuner.curve());
        CostModel costModel = thresholdTuner.costs();
        String assumed = String.format(
                Locale.ROOT,
                "On %d transactions with %d frauds in %.1f days that the bundle did not learn from. Assumed: a fraud that"
                        + " is approved costs its amount; a look takes %.1f minutes of an analyst's hour of %.2f, and"
                        + " costs an honest payer's %.2f; declining an honest payment costs %.2f. All in %s. Whatever"
                        + " reaches a threshold is an alert; the curve has the best decline threshold at each point.",
                thresholdTuner.rows(),
                thresholdTuner.frauds(),
                thresholdTuner.days(),
                costModel.reviewMinutes(),
                costModel.analystHour(),
                costModel.friction(),
                costModel.falseDecline(),
                currency);
        String body = charts.svg(
                        new CostCharts.Mark("today", "end", thresholdTuner.chosen(today.thresholds())),
                        new CostCharts.Mark("proposed", "start", thresholdTuner.chosen(proposed.thresholds())))
                + HtmlPage.table(List.of("", "today", "proposed"), rows());
        return HtmlPage.page(title, HtmlPage.section("Costs and capacity", assumed, body));
    }

    private List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("review from", each -> score(each.thresholds().review())));
        rows.add(row("decline from", each -> score(each.thresholds().decline())));
        rows.add(row("alerts a day", each -> tenth(each.alerts())));
        rows.add(row("of them declined", each -> tenth(each.declined())));
        rows.add(row("honest payers disturbed a day", each -> tenth(each.disturbed())));
        rows.add(row("of them declined", each -> tenth(each.wronglyDeclined())));
        rows.add(row("fraud found", each -> HtmlPage.percent(each.recall())));
        rows.add(row("money found", each -> HtmlPage.percent(each.moneyRecall())));
        rows.add(row("lost to fraud a day", each -> money(each.missed())));
        rows.add(row("analysts' work a day", each -> money(each.work())));
        rows.add(row("friction a day", each -> money(each.friction())));
        rows.add(row("cost a day", each -> money(each.cost())));
        return rows;
    }

    private List<String> row(String name, Function<ThresholdTuner.ThresholdOutcome, String> value) {
        return List.of(name, value.apply(today), value.apply(proposed));
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
