package io.nacre.stream;

import io.nacre.codec.mapping.BundleAnnouncement;
import io.nacre.model.BundleException;
import io.nacre.model.bundle.SignedBundle;
import io.nacre.model.bundle.TrustedKeys;
import io.nacre.model.engine.EngineKind;
import io.nacre.secret.Sha256;
import io.nacre.stream.event.ScoringUpdate;
import io.nacre.stream.metrics.JobMetric;
import io.nacre.stream.metrics.StageTimer;
import java.io.IOException;
import java.net.URI;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches an announced bundle once for all subtasks, outside the transaction path. The URI may use any file system that
 * Flink supports. A bundle is rejected, counted and logged if it is missing, differs from its announcement, lacks a
 * trusted signature or cannot be loaded.
 */
final class FetchBundle extends ProcessFunction<BundleAnnouncement, ScoringUpdate> {

    private static final Logger LOG = LoggerFactory.getLogger(FetchBundle.class);

    private static final int MAX_BYTES = ScoringUpdate.MAX_BUNDLE_BYTES;

    private final EngineKind kind;
    private final TrustedKeys trustedKeys;
    private transient Counter refused;
    private transient StageTimer stageTimer;

    @SuppressWarnings("NullAway.Init") // Flink opens the operator before the first element.
    FetchBundle(EngineKind kind, TrustedKeys trustedKeys) {
        this.kind = kind;
        this.trustedKeys = trustedKeys;
    }

    @Override
    public void open(OpenContext context) {
        MetricGroup nacre = JobMetric.group(getRuntimeContext());
        refused = JobMetric.BUNDLES_REJECTED.counter(nacre);
        stageTimer = new StageTimer(nacre);
    }

    @Override
    public void processElement(BundleAnnouncement announcement, Context context, Collector<ScoringUpdate> out) {
        stageTimer.start();
        fetch(announcement, out);
        stageTimer.stop();
    }

    private void fetch(BundleAnnouncement announcement, Collector<ScoringUpdate> out) {
        try {
            byte[] zip = read(announcement.uri());
            requireHash(announcement, zip);
            BundleScorer.of(SignedBundle.read(zip, trustedKeys).bundle(), kind);
            out.collect(ScoringUpdate.of(announcement, zip));
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            // A malicious file may cause any of these errors; none may stop the job.
            refused.inc();
            LOG.warn(
                    "bundle {} at {} is rejected, and the active bundle stays: {}",
                    announcement.bundleId(),
                    announcement.uri(),
                    e.getMessage());
        }
    }

    private static byte[] read(String uri) throws IOException {
        URI location = URI.create(uri);
        FileSystem files = FileSystem.get(location);
        Path path = new Path(location);
        FileStatus status = files.getFileStatus(path);
        if (status.isDir() || status.getLen() == 0) {
            // A pipe or a device also has length 0, and reading it might never end.
            throw new BundleException("the file is empty, or not a regular file: publish the bundle again");
        }
        if (status.getLen() > MAX_BYTES) {
            throw new BundleException(
                    "the file exceeds the limit of " + MAX_BYTES + " bytes: publish a smaller bundle");
        }
        try (FSDataInputStream in = files.open(path)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new BundleException(
                        "the file exceeds the limit of " + MAX_BYTES + " bytes: publish a smaller bundle");
            }
            return bytes;
        }
    }

    private static void requireHash(BundleAnnouncement announcement, byte[] zip) {
        String found = Sha256.hex(zip);
        if (!found.equals(announcement.sha256())) {
            throw new BundleException("the file has SHA-256 " + found + ", but the announcement has "
                    + announcement.sha256() + ": publish the bundle again");
        }
    }
}
