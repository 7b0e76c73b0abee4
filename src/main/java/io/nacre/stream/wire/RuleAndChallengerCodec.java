package io.nacre.stream.wire;

import io.nacre.decision.ChallengerScore;
import io.nacre.decision.Outcome;
import io.nacre.decision.RuleAndChallengerResults;
import io.nacre.decision.RuleHit;
import io.nacre.payment.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Binary codec of rule hits and the challenger's score: two bytes if there are none. */
public final class RuleAndChallengerCodec {

    private static final int MAX_HITS = 1 << 12;
    private static final int HARD = 1;
    private static final int SHADOW = 2;
    private static final int FAILED = 4;

    private RuleAndChallengerCodec() {}

    public static void write(RuleAndChallengerResults ruleAndChallengerResults, DataOutput out) throws IOException {
        List<RuleHit> hits = ruleAndChallengerResults.rules();
        Varint.write(hits.size(), out);
        for (int i = 0; i < hits.size(); i++) {
            RuleHit hit = hits.get(i);
            BinaryEncoding.writeText(hit.ruleId(), out);
            Varint.write(hit.version(), out);
            out.writeByte(StateEnumCodes.OUTCOMES.indexOf(hit.outcome()));
            out.writeByte((hit.hard() ? HARD : 0) | (hit.shadow() ? SHADOW : 0) | (hit.failed() ? FAILED : 0));
        }
        ChallengerScore challengerScore = ruleAndChallengerResults.challenger();
        out.writeBoolean(challengerScore != null);
        if (challengerScore != null) {
            BinaryEncoding.writeText(challengerScore.bundleId(), out);
            out.writeDouble(challengerScore.score());
            out.writeByte(StateEnumCodes.OUTCOMES.indexOf(challengerScore.outcome()));
        }
    }

    public static RuleAndChallengerResults read(DataInput in) throws IOException {
        int size = Varint.readCount(MAX_HITS, in);
        List<RuleHit> hits = size == 0 ? List.of() : readHits(size, in);
        ChallengerScore challengerScore = in.readBoolean() ? readChallenge(in) : null;
        return size == 0 && challengerScore == null
                ? RuleAndChallengerResults.NONE
                : new RuleAndChallengerResults(hits, challengerScore);
    }

    private static List<RuleHit> readHits(int size, DataInput in) throws IOException {
        List<RuleHit> hits = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            String ruleId = BinaryEncoding.readText(in);
            int version = (int) Varint.read(in);
            Outcome outcome = StateEnumCodes.OUTCOMES.get(in.readByte());
            int flags = in.readByte();
            hits.add(new RuleHit(
                    ruleId, version, outcome, (flags & HARD) != 0, (flags & SHADOW) != 0, (flags & FAILED) != 0));
        }
        return hits;
    }

    private static @Nullable ChallengerScore readChallenge(DataInput in) throws IOException {
        return new ChallengerScore(
                BinaryEncoding.readText(in), in.readDouble(), StateEnumCodes.OUTCOMES.get(in.readByte()));
    }
}
