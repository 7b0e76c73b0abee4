package io.nacre.training;

import io.nacre.model.bundle.Bundle;
import io.nacre.training.evaluate.Evaluation;

/**
 * What training made.
 *
 * @param trainRows transactions in the training slice, before sampling
 * @param trainFrauds how many of them were fraud
 */
public record TrainingResult(
        Bundle bundle, Evaluation evaluation, TrainingOptions options, long trainRows, long trainFrauds) {}
