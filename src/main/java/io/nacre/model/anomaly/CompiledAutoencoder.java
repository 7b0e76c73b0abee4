package io.nacre.model.anomaly;

import io.nacre.model.kernel.DenseLayer;
import io.nacre.model.kernel.Kernel;
import io.nacre.model.kernel.Tanh;

/** An autoencoder packed for a kernel, with its buffers. Not thread-safe. */
public final class CompiledAutoencoder {

    private final Kernel kernel;
    private final DenseLayer[] layers = new DenseLayer[Autoencoder.LAYERS];
    private final float[][] results = new float[Autoencoder.LAYERS][];
    private final int[] sizes = new int[Autoencoder.LAYERS];

    public CompiledAutoencoder(Autoencoder autoencoder) {
        this(autoencoder, Kernel.fastest());
    }

    CompiledAutoencoder(Autoencoder autoencoder, Kernel kernel) {
        this.kernel = kernel;
        for (int l = 0; l < layers.length; l++) {
            int inputs = autoencoder.size(l);
            sizes[l] = autoencoder.size(l + 1);
            layers[l] = new DenseLayer(kernel, inputs, sizes[l]);
            layers[l].biases(autoencoder.biases(l));
            float[] weights = autoencoder.weights(l);
            for (int i = 0; i < inputs; i++) {
                layers[l].row(i, weights, i * sizes[l], sizes[l]);
            }
            results[l] = new float[layers[l].columns];
        }
    }

    /**
     * Reconstructs a vector. The result depends bit for bit only on the vector.
     *
     * @param normalised followed by at least one 0; not changed
     * @return the reconstruction, padded; the next call overwrites it
     */
    public float[] reconstruct(float[] normalised) {
        float[] before = normalised;
        for (int l = 0; l < layers.length; l++) {
            kernel.multiply(layers[l], before, 0, results[l]);
            if (l % 2 == 0) {
                tanh(results[l], sizes[l]);
            }
            before = results[l];
        }
        return before;
    }

    private static void tanh(float[] values, int count) {
        for (int j = 0; j < count; j++) {
            values[j] = Tanh.of(values[j]);
        }
    }
}
