package io.nacre.training.fit;

import io.nacre.model.ClassicalModel;
import io.nacre.model.kernel.Normalisation;
import io.nacre.training.sample.Examples;
import java.util.Arrays;
import java.util.List;

/**
 * Weighted logistic regression with an L2 penalty, fitted by Newton's method (iteratively reweighted least squares).
 * One thread processes the rows in order, so the same rows give identical results.
 */
public final class LogisticRegression {

    private static final int MAX_ITERATIONS = 50;
    private static final double MIN_STEP = 1e-9;
    private static final double RIDGE = 1e-9;

    private final double l2;

    /** @param l2 L2 penalty: half of it per squared weight, without the bias */
    public LogisticRegression(double l2) {
        this.l2 = l2;
    }

    /** Fits the classical model on some features, without trees; frauds have the weight {@code fraudFactor}. */
    public ClassicalModel classicalModel(
            Examples examples, Normalisation normalisation, int[] features, double fraudFactor) {
        float[][] rows = new float[examples.size()][features.length];
        double[] targets = new double[examples.size()];
        for (int r = 0; r < rows.length; r++) {
            for (int i = 0; i < features.length; i++) {
                rows[r][i] = normalisation.apply(features[i], examples.vector(r)[features[i]]);
            }
            targets[r] = examples.fraud(r) ? 1 : 0;
        }
        double[] solution = fit(rows, targets, examples.balancedWeights(fraudFactor));
        float[] weights = new float[features.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) solution[i];
        }
        return new ClassicalModel(features, weights, (float) solution[features.length], List.of());
    }

    /**
     * Returns the weights, then the bias.
     *
     * @param rows the inputs
     * @param targets 0 to 1: the label
     * @param weights the weight of each row
     */
    public double[] fit(float[][] rows, double[] targets, double[] weights) {
        int width = rows.length == 0 ? 0 : rows[0].length;
        double[] solution = new double[width + 1];
        double loss = loss(solution, rows, targets, weights);
        for (int iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
            double[] step = step(solution, rows, targets, weights);
            double[] next = solution;
            double nextLoss = Double.POSITIVE_INFINITY;
            // Newton's method may overshoot on nearly separable data: then halve the step.
            double size = 1;
            while (nextLoss > loss && size > MIN_STEP) {
                next = moved(solution, step, size);
                nextLoss = loss(next, rows, targets, weights);
                size /= 2;
            }
            if (!(nextLoss < loss)) {
                break;
            }
            boolean converged = loss - nextLoss < MIN_STEP * Math.abs(loss);
            solution = next;
            loss = nextLoss;
            if (converged) {
                break;
            }
        }
        return solution;
    }

    private double loss(double[] solution, float[][] rows, double[] targets, double[] weights) {
        double sum = 0;
        for (int r = 0; r < rows.length; r++) {
            double z = logit(solution, rows[r]);
            sum += weights[r] * (Math.max(z, 0) - z * targets[r] + StrictMath.log1p(StrictMath.exp(-Math.abs(z))));
        }
        for (int i = 0; i + 1 < solution.length; i++) {
            sum += l2 / 2 * solution[i] * solution[i];
        }
        return sum;
    }

    /** Solves hessian * step = gradient. */
    private double[] step(double[] solution, float[][] rows, double[] targets, double[] weights) {
        int n = solution.length;
        double[][] hessian = new double[n][n];
        double[] gradient = new double[n];
        double[] inputs = new double[n];
        inputs[n - 1] = 1;
        for (int r = 0; r < rows.length; r++) {
            for (int i = 0; i + 1 < n; i++) {
                inputs[i] = rows[r][i];
            }
            double p = 1 / (1 + StrictMath.exp(-logit(solution, rows[r])));
            accumulate(hessian, gradient, inputs, weights[r] * (p - targets[r]), weights[r] * p * (1 - p));
        }
        for (int i = 0; i < n; i++) {
            double penalty = i + 1 < n ? l2 : 0;
            gradient[i] += penalty * solution[i];
            hessian[i][i] += penalty + RIDGE;
        }
        return solve(hessian, gradient);
    }

    private static void accumulate(
            double[][] hessian, double[] gradient, double[] inputs, double slope, double curvature) {
        for (int i = 0; i < inputs.length; i++) {
            gradient[i] += slope * inputs[i];
            double scaled = curvature * inputs[i];
            double[] row = hessian[i];
            for (int j = 0; j <= i; j++) {
                row[j] += scaled * inputs[j];
            }
        }
    }

    /** Cholesky on the lower triangle of a positive definite matrix. */
    private static double[] solve(double[][] matrix, double[] right) {
        int n = right.length;
        double[] x = Arrays.copyOf(right, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= matrix[i][k] * matrix[j][k];
                }
                matrix[i][j] = i == j ? Math.sqrt(Math.max(sum, RIDGE)) : sum / matrix[j][j];
            }
            for (int k = 0; k < i; k++) {
                x[i] -= matrix[i][k] * x[k];
            }
            x[i] /= matrix[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                x[i] -= matrix[k][i] * x[k];
            }
            x[i] /= matrix[i][i];
        }
        return x;
    }

    private static double[] moved(double[] solution, double[] step, double size) {
        double[] moved = new double[solution.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = solution[i] - size * step[i];
        }
        return moved;
    }

    private static double logit(double[] solution, float[] row) {
        double z = solution[row.length];
        for (int i = 0; i < row.length; i++) {
            z += solution[i] * row[i];
        }
        return z;
    }
}
