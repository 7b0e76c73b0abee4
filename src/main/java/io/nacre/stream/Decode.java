package io.nacre.stream;

import static java.util.Objects.requireNonNull;

import io.nacre.codec.Contract;
import io.nacre.codec.ContractReader;
import io.nacre.codec.Framing;
import io.nacre.codec.rejection.DeadLetter;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.codec.rejection.RejectedTransaction;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.TransactionReference;
import io.nacre.stream.event.RawRecord;
import io.nacre.stream.metrics.JobMetric;
import io.nacre.stream.metrics.RejectionLogger;
import io.nacre.stream.metrics.StageTimer;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decodes the records of one topic. A record that cannot be decoded becomes a dead letter, and the job continues. */
final class Decode<T, O> extends ProcessFunction<RawRecord, O> {

    static final OutputTag<DeadLetter> DEAD_LETTERS =
            new OutputTag<>("dead-letters", TypeInformation.of(DeadLetter.class));

    /** Rejected transactions whose ids are readable, so that the job can answer them. */
    static final OutputTag<RejectedTransaction> REJECTED =
            new OutputTag<>("rejected", TypeInformation.of(RejectedTransaction.class));

    private static final Logger LOG = LoggerFactory.getLogger(Decode.class);

    private final Contract<T> contract;
    private final Framing framing;
    private final EventFactory<T, O> eventFactory;
    private transient ContractReader<T> reader;
    private transient Map<RejectionCode, Counter> rejections;
    private transient Counter answered;
    private transient Counter masked;
    private transient RejectionLogger poison;
    private transient StageTimer stageTimer;

    /** Converts a decoded value to an event; null if the job does not need the value. */
    @FunctionalInterface
    interface EventFactory<T, O> extends Serializable {
        @Nullable
        O apply(T value, RecordOrigin origin);
    }

    @SuppressWarnings("NullAway.Init") // Flink opens the operator before the first element.
    Decode(Contract<T> contract, Framing framing, EventFactory<T, O> eventFactory) {
        this.contract = contract;
        this.framing = framing;
        this.eventFactory = eventFactory;
    }

    @Override
    public void open(OpenContext context) {
        reader = contract.reader(framing);
        poison = new RejectionLogger(System::nanoTime, LOG::warn);
        rejections = new EnumMap<>(RejectionCode.class);
        MetricGroup nacre = JobMetric.group(getRuntimeContext());
        stageTimer = new StageTimer(nacre);
        masked = JobMetric.CARD_NUMBERS_MASKED.counter(nacre);
        for (RejectionCode code : RejectionCode.values()) {
            rejections.put(code, JobMetric.DEAD_LETTERS.counter(nacre, code));
        }
        answered = JobMetric.REJECTION_ANSWERS.counter(nacre);
    }

    @Override
    public void processElement(RawRecord rawRecord, Context context, Collector<O> out) {
        stageTimer.start();
        decode(rawRecord, context, out);
        stageTimer.stop();
    }

    private void decode(RawRecord rawRecord, Context context, Collector<O> out) {
        DeadLetter refused = rawRecord.refused();
        // A producer may set any timestamp; from here on, the timestamp is at most the time of arrival.
        RecordOrigin origin = rawRecord.origin().arrivedBy(System.currentTimeMillis());
        DecodeResult<T> decodeResult =
                refused == null ? reader.read(origin, rawRecord.value()) : new DecodeResult.Rejected<>(refused);
        if (decodeResult instanceof DecodeResult.Value<T> read) {
            if (!contract.maskedFields(read.value()).isEmpty()) {
                masked.inc();
            }
            O turned = eventFactory.apply(read.value(), origin);
            if (turned != null) {
                out.collect(turned);
            }
        } else if (decodeResult instanceof DecodeResult.Rejected<T> rejected) {
            DeadLetter letter = rejected.letter();
            requireNonNull(rejections.get(letter.code())).inc();
            poison.note(letter);
            context.output(DEAD_LETTERS, letter);
            TransactionReference ids = rejected.ids();
            if (ids != null) {
                answered.inc();
                long nowMs = context.timerService().currentProcessingTime();
                context.output(REJECTED, RejectedTransaction.of(ids, letter, nowMs));
            }
        }
    }
}
