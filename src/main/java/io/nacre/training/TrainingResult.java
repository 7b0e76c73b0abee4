package io.nacre.training;

import io.nacre.model.bundle.Bundle;
import io.nacre.training.evaluate.Evaluation;

/**
 * The result of a training.
 *
 * @param trainRows transactions in the training slice, before sampling
 * @param trainFrauds frauds in the training slice
 */
public record TrainingResult(
        Bundle bundle, Evaluation evaluation, TrainingOptions options, long trainRows, long trainFrauds) {}
