package io.nacre.stream;

import io.nacre.feature.Enriched;
import io.nacre.feature.Key;
import java.util.Locale;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;

/** Passes a stream through the layers, one partitioning for each key, so that the job reads as the data flows. */
final class Cascade {

    private final DataStream<Enriched> stream;

    private Cascade(DataStream<Enriched> stream) {
        this.stream = stream;
    }

    static Cascade over(DataStream<Enriched> resolved) {
        return new Cascade(resolved);
    }

    /** The layers remembered per this key. */
    Cascade per(Key key) {
        return hop(key, key == Key.ACCOUNT ? new EnrichAccount() : new Enrich(key));
    }

    /** The same for the last key, where the stream is joined by news of which every task is told. */
    DataStream<Arrival> last(Key key, DataStream<News> news) {
        String id = id(key);
        return stream.keyBy(enriched -> partition(key, enriched))
                .connect(news.broadcast(News.KEPT))
                .process(new EnrichLast(key))
                .returns(Edge.ARRIVAL)
                .uid(id)
                .name(id);
    }

    DataStream<Enriched> enriched() {
        return stream;
    }

    private Cascade hop(Key key, KeyedProcessFunction<String, Enriched, Enriched> enrich) {
        String id = id(key);
        return new Cascade(stream.keyBy(enriched -> partition(key, enriched))
                .process(enrich)
                .returns(Edge.ENRICHED)
                .uid(id)
                .name(id));
    }

    private static String id(Key key) {
        return "per-" + key.name().toLowerCase(Locale.ROOT);
    }

    /** What lacks the key is spread by account instead of gathering on one hot key; it touches no state there. */
    private static String partition(Key key, Enriched enriched) {
        String value = key.of(enriched.keys());
        return value == null ? '\0' + enriched.keys().accountId() : value;
    }
}
