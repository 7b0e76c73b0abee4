package io.nacre.codec.mapping;

import io.nacre.avro.binary.AvroBodyEncoder;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.payment.RecordOrigin;
import java.net.URI;
import java.net.URISyntaxException;

/** Announcements of bundles. */
public final class BundleMapping extends AvroMapping<BundleAnnouncement, io.nacre.avro.Bundle> {

    public BundleMapping() {
        super(io.nacre.avro.Bundle.class);
    }

    @Override
    BundleAnnouncement read(io.nacre.avro.Bundle record, RecordOrigin origin) throws RecordRejectedException {
        return new BundleAnnouncement(
                FieldValidator.id("bundle_id", record.getBundleId()),
                uri(record.getUri()),
                FieldValidator.sha256("sha256", record.getSha256()),
                EnumMapping.BUNDLE_ROLE.read("role", record.getRole()),
                FieldValidator.id("actor", record.getActor()),
                FieldValidator.time("announced_at", record.getAnnouncedAt(), origin));
    }

    @Override
    public AvroBodyWriter<BundleAnnouncement> writer(AvroBodyEncoder out) {
        io.nacre.avro.Bundle.Encoder record = new io.nacre.avro.Bundle.Encoder(out);
        return value -> record.bundleId(value.bundleId())
                .uri(value.uri())
                .sha256(value.sha256())
                .role(EnumMapping.BUNDLE_ROLE.write(value.role()))
                .actor(value.actor())
                .announcedAt(value.atMs());
    }

    private static String uri(String raw) throws RecordRejectedException {
        String text = FieldValidator.name("uri", raw, FieldValidator.NOTE_CHARACTERS);
        try {
            URI uri = new URI(text);
            String path = uri.getPath();
            boolean isFile = uri.isAbsolute()
                    && path != null
                    && path.startsWith("/")
                    && !path.endsWith("/")
                    && uri.getQuery() == null
                    && uri.getFragment() == null
                    && uri.getUserInfo() == null;
            boolean isRemote = "file".equalsIgnoreCase(uri.getScheme()) && uri.getAuthority() != null;
            if (isFile && !isRemote) {
                return text;
            }
        } catch (URISyntaxException e) {
            // Rejected below, like a URI without a file.
        }
        throw new RecordRejectedException(
                RejectionCode.FIELD_MALFORMED,
                "uri",
                "is not an absolute URI of a file, such as file:///bundles/b1.zip");
    }
}
