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

/** What a bundle is for, what it is not for, and what it is known to do badly: read before it decides anything. */
final class ModelCard {

    private ModelCard() {}

    static String of(TrainingResult trainingResult) {
        Bundle bundle = trainingResult.bundle();
        Evaluation evaluation = trainingResult.evaluation();
        List<List<String>> rows = List.of(
                List.of(
                        "what it is",
                        "a cascade of " + bundle.inputs().layers().size() + " layers on a classical model; for each "
                                + "payment a probability of fraud, its trail and its reasons"),
                List.of(
                        "use",
                        "to approve, review or decline payments of the platform whose history it learned from; a "
                                + "person looks at what is reviewed, and can release what was frozen"),
                List.of(
                        "not for",
                        "other platforms, other currencies or countries than the history's; judging people; credit; "
                                + "any decision that nobody can appeal"),
                List.of("skill", skill(evaluation)),
                List.of(
                        "labels",
                        "fraud that nobody reported counts as honest; a label counts from the moment it became known, "
                                + "a transaction without complaint after "
                                + trainingResult.options().split().labelDelay().toDays() + " days"),
                List.of("in time", "see drift: train anew when average precision falls or scores part from the facts"),
                List.of("regions", spread(evaluation.regions())),
                List.of("ages of account", spread(evaluation.ages())),
                List.of(
                        "personal data",
                        "no name, sex or birth date is an input, a credit score and social signals only where the "
                                + "platform supplies them; ids only group payments, and what an id is called changes "
                                + "no score"));
        return HtmlPage.section(
                "Model card", "For whoever answers for its decisions.", HtmlPage.prose(List.of("", ""), rows));
    }

    private static String skill(Evaluation evaluation) {
        Metrics last = evaluation.last().metrics();
        return String.format(
                Locale.ROOT,
                "average precision %s (95 %% confidence %s) where %s of the payments are fraud; finds %s of the fraud "
                        + "while disturbing 1 %% of the others",
                EvaluationFormatter.number(last.averagePrecision()),
                evaluation.last().intervals().averagePrecision(),
                HtmlPage.percent((double) evaluation.frauds() / evaluation.rows()),
                HtmlPage.percent(last.recallAtOnePercent()));
    }

    private static String spread(List<Segment> segments) {
        List<Segment> judged = segments.stream()
                .filter(segment -> !Double.isNaN(segment.falsePositiveRate()))
                .sorted(Comparator.comparingDouble(Segment::falsePositiveRate))
                .toList();
        if (judged.size() < 2) {
            return "one group only in the test: nothing can be said";
        }
        Segment least = judged.get(0);
        Segment most = judged.get(judged.size() - 1);
        return "honest payments are disturbed least in '" + least.name() + "' ("
                + HtmlPage.percent(least.falsePositiveRate()) + "), most in '" + most.name() + "' ("
                + HtmlPage.percent(most.falsePositiveRate()) + ")";
    }
}
