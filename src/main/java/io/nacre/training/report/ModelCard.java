package io.nacre.training.report;

import io.nacre.model.bundle.Bundle;
import io.nacre.training.TrainingResult;
import io.nacre.training.evaluate.Evaluation;
import io.nacre.training.evaluate.EvaluationFormatter;
import io.nacre.training.evaluate.Segment;
import io.nacre.training.metrics.Metrics;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The model card of a bundle: its purpose, its limits and its known weaknesses. */
final class ModelCard {

    private ModelCard() {}

    static String of(TrainingResult trainingResult) {
        Bundle bundle = trainingResult.bundle();
        Evaluation evaluation = trainingResult.evaluation();
        List<List<String>> rows = List.of(
                List.of(
                        "type",
                        "a cascade of " + bundle.inputs().layers().size() + " layers on a classical model. For each "
                                + "transaction it returns a fraud probability, a trail and reasons"),
                List.of(
                        "use",
                        "approve, review or decline transactions of the platform on whose history it was trained. A "
                                + "person reviews alerts, and can release frozen accounts"),
                List.of(
                        "not for",
                        "other platforms, currencies or countries; assessments of people; credit decisions; "
                                + "decisions without a way to appeal"),
                List.of("skill", skill(evaluation)),
                List.of(
                        "labels",
                        "unreported fraud counts as legitimate. A label counts from the time it became known, "
                                + "a transaction without a dispute after "
                                + trainingResult.options().split().labelDelay().toDays() + " days"),
                List.of(
                        "in time",
                        "see drift: retrain when average precision falls, or when scores and fraud rate diverge"),
                List.of("regions", spread(evaluation.regions())),
                List.of("ages of account", spread(evaluation.ages())),
                List.of(
                        "personal data",
                        "name, sex and birth date are not inputs. Credit score and social signals are inputs only if the "
                                + "platform supplies them. Ids only group transactions; the text of an id has "
                                + "no effect on the score"));
        return HtmlPage.section(
                "Model card", "For the people responsible for its decisions.", HtmlPage.prose(List.of("", ""), rows));
    }

    private static String skill(Evaluation evaluation) {
        Metrics last = evaluation.last().metrics();
        return String.format(
                Locale.ROOT,
                "average precision %s (95 %% confidence %s) at a fraud rate of %s; finds %s of the frauds "
                        + "at a false positive rate of 1 %%",
                EvaluationFormatter.number(last.averagePrecision()),
                evaluation.last().intervals().averagePrecision(),
                HtmlPage.percent((double) evaluation.frauds() / evaluation.rows()),
                HtmlPage.percent(last.recallAtOnePercent()));
    }

    private static String spread(List<Segment> segments) {
        List<Segment> measured = segments.stream()
                .filter(segment -> !Double.isNaN(segment.falsePositiveRate()))
                .sorted(Comparator.comparingDouble(Segment::falsePositiveRate))
                .toList();
        if (measured.size() < 2) {
            return "the test has only one group: no comparison";
        }
        Segment least = measured.get(0);
        Segment most = measured.get(measured.size() - 1);
        return "the false positive rate is lowest in '" + least.name() + "' ("
                + HtmlPage.percent(least.falsePositiveRate()) + "), highest in '" + most.name() + "' ("
                + HtmlPage.percent(most.falsePositiveRate()) + ")";
    }
}
