package io.nacre.app.bundle;

import io.nacre.app.cli.CommandFailedException;
import io.nacre.app.cli.CommandSupport;
import io.nacre.codec.mapping.BundleAnnouncement;
import io.nacre.codec.mapping.BundleAnnouncement.Role;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicReader;
import io.nacre.kafka.client.TopicWriter;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.model.bundle.Bundle;
import io.nacre.model.bundle.SignedBundle;
import io.nacre.model.bundle.TrustedKeys;
import io.nacre.secret.Sha256;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the announcements of bundles. The latest announcement of a role determines its bundle. */
public final class AnnouncedBundles {

    private final KafkaSettings settings;
    private final List<BundleAnnouncement> announced = new ArrayList<>();

    private AnnouncedBundles(KafkaSettings settings) {
        this.settings = settings;
    }

    public static AnnouncedBundles read(KafkaSettings settings) {
        AnnouncedBundles roles = new AnnouncedBundles(settings);
        try (TopicReader<BundleAnnouncement> reader = new TopicReader<>(settings, TopicCatalogue.BUNDLES)) {
            reader.readToEnd(record -> {
                if (record.decoded() instanceof DecodeResult.Value<BundleAnnouncement> read) {
                    roles.apply(read.value());
                }
            });
        }
        roles.announced.sort(Comparator.comparingLong(BundleAnnouncement::atMs));
        return roles;
    }

    /** Keeps the latest announcement of each bundle, even if an older one is on the topic after it. */
    private void apply(BundleAnnouncement announcement) {
        boolean old = announced.stream()
                .anyMatch(other ->
                        other.bundleId().equals(announcement.bundleId()) && other.atMs() > announcement.atMs());
        if (!old) {
            announced.removeIf(other -> other.bundleId().equals(announcement.bundleId()));
            announced.add(announcement);
        }
    }

    /** The champion; null without an announcement, so that the job uses the bundle of its options. */
    public @Nullable BundleAnnouncement champion() {
        return newest(Role.CHAMPION, null);
    }

    /** The previous champion; null if there is none. */
    @Nullable
    BundleAnnouncement before() {
        BundleAnnouncement champion = champion();
        return champion == null ? null : newest(Role.CHAMPION, champion.bundleId());
    }

    public BundleAnnouncement find(String id) {
        return announced.stream()
                .filter(each -> each.bundleId().equals(id))
                .findFirst()
                .orElseThrow(() -> new CommandFailedException("bundle " + id
                        + " was not announced: publish it with 'nacre bundle publish', or use one of "
                        + announced.stream().map(BundleAnnouncement::bundleId).toList()));
    }

    /** Writes an announcement. Its time is later than that of all others, even if the clock went back. */
    BundleAnnouncement announce(String id, String uri, String sha256, Role role, @Nullable String by) {
        String actor = CommandSupport.actor(by);
        long newestMs =
                announced.isEmpty() ? 0 : announced.get(announced.size() - 1).atMs();
        long nowMs = Math.max(Instant.now().toEpochMilli(), newestMs + 1);
        BundleAnnouncement announcement = new BundleAnnouncement(id, uri, sha256, role, actor, nowMs);
        try (TopicWriter<BundleAnnouncement> writer = new TopicWriter<>(settings, TopicCatalogue.BUNDLES)) {
            writer.write(announcement);
        }
        return announcement;
    }

    /** Reads the announced bundle and verifies its hash; only file URIs are supported. */
    static Bundle open(BundleAnnouncement announcement, TrustedKeys trustedKeys) {
        URI uri = URI.create(announcement.uri());
        if (!"file".equals(uri.getScheme())) {
            throw new CommandFailedException("this command cannot read bundle " + announcement.bundleId() + " at " + uri
                    + ", because it only reads files: set a copy with --champion-bundle or --challenger-bundle");
        }
        try {
            byte[] zip = Files.readAllBytes(Path.of(uri));
            if (!Sha256.hex(zip).equals(announcement.sha256())) {
                throw new CommandFailedException(
                        "the file at " + uri + " differs from its announcement: publish the bundle again");
            }
            return SignedBundle.read(zip, trustedKeys).bundle();
        } catch (IOException e) {
            throw new CommandFailedException("cannot read the bundle at " + uri + ": " + e.getMessage(), e);
        }
    }

    private @Nullable BundleAnnouncement newest(Role role, @Nullable String but) {
        BundleAnnouncement newest = null;
        for (BundleAnnouncement each : announced) {
            if (each.role() == role && !each.bundleId().equals(but)) {
                newest = each;
            }
        }
        return newest;
    }
}
