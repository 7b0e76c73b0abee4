package io.nacre.stream.event;

import io.nacre.codec.mapping.BundleAnnouncement;
import io.nacre.payment.Varint;
import io.nacre.rules.Rule;
import io.nacre.stream.event.ScoringUpdate.BundleUpdate;
import io.nacre.stream.event.ScoringUpdate.RuleUpdate;
import io.nacre.stream.wire.BinaryEncoding;
import io.nacre.stream.wire.StateEnumCodes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The binary format of rules, and of bundles with their bytes, in state and in flight. */
public final class ScoringUpdateFormat {

    private static final byte RULE = 1;
    private static final byte BUNDLE = 2;

    private ScoringUpdateFormat() {}

    public static void write(ScoringUpdate update, DataOutput out) throws IOException {
        if (update instanceof RuleUpdate rule) {
            out.writeByte(RULE);
            writeRule(rule.rule(), out);
            return;
        }
        BundleUpdate bundle = (BundleUpdate) update;
        BundleAnnouncement announcement = bundle.announcement();
        byte[] zip = bundle.zip();
        out.writeByte(BUNDLE);
        BinaryEncoding.writeText(announcement.bundleId(), out);
        BinaryEncoding.writeText(announcement.uri(), out);
        BinaryEncoding.writeText(announcement.sha256(), out);
        out.writeByte(StateEnumCodes.BUNDLE_ROLES.indexOf(announcement.role()));
        BinaryEncoding.writeText(announcement.actor(), out);
        Varint.writeSigned(announcement.atMs(), out);
        Varint.write(zip.length, out);
        out.write(zip);
    }

    public static ScoringUpdate read(DataInput in) throws IOException {
        byte kind = in.readByte();
        if (kind == RULE) {
            return ScoringUpdate.of(readRule(in));
        }
        if (kind != BUNDLE) {
            throw new IOException("a scoring update has kind " + kind + ", but this program reads " + RULE + " and "
                    + BUNDLE + ": start the program version that wrote it");
        }
        BundleAnnouncement announcement = new BundleAnnouncement(
                BinaryEncoding.readText(in),
                BinaryEncoding.readText(in),
                BinaryEncoding.readText(in),
                StateEnumCodes.BUNDLE_ROLES.get(in.readByte()),
                BinaryEncoding.readText(in),
                Varint.readSigned(in));
        byte[] zip = new byte[Varint.readCount(ScoringUpdate.MAX_BUNDLE_BYTES, in)];
        in.readFully(zip);
        return ScoringUpdate.of(announcement, zip);
    }

    private static void writeRule(Rule rule, DataOutput out) throws IOException {
        BinaryEncoding.writeText(rule.id(), out);
        Varint.write(rule.version(), out);
        out.writeByte(StateEnumCodes.RULE_STAGES.indexOf(rule.stage()));
        BinaryEncoding.writeText(rule.owner(), out);
        BinaryEncoding.writeText(rule.description(), out);
        BinaryEncoding.writeText(rule.expression(), out);
        out.writeByte(StateEnumCodes.ENFORCEMENTS.indexOf(rule.strength()));
        out.writeByte(StateEnumCodes.OUTCOMES.indexOf(rule.outcome()));
        BinaryEncoding.writeText(rule.actor(), out);
        Varint.writeSigned(rule.stagedAtMs(), out);
    }

    private static Rule readRule(DataInput in) throws IOException {
        return new Rule(
                BinaryEncoding.readText(in),
                Varint.readCount(Integer.MAX_VALUE, in),
                StateEnumCodes.RULE_STAGES.get(in.readByte()),
                BinaryEncoding.readText(in),
                BinaryEncoding.readText(in),
                BinaryEncoding.readText(in),
                StateEnumCodes.ENFORCEMENTS.get(in.readByte()),
                StateEnumCodes.OUTCOMES.get(in.readByte()),
                BinaryEncoding.readText(in),
                Varint.readSigned(in));
    }
}
