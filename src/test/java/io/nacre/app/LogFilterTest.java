package io.nacre.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.runtime.metrics.groups.AbstractMetricGroup;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.properties.PropertiesConfigurationFactory;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** The container's log leaves out one warning, and no other. */
class LogFilterTest {

    private static final String COLLISION =
            "Name collision: Group already contains a Metric with the name '%s'. Metric will not be reported.[, decide, 0]";

    @Test
    void leavesOutOnlyTheGaugeThatFlinkRegistersAtEachCheckpoint() throws Exception {
        LoggerConfig metricGroup = configuration().getLoggerConfig(logger().getName());

        assertThat(metricGroup.isFiltered(warning("pendingCommittables"))).isTrue();
        assertThat(metricGroup.isFiltered(warning("decisions_total"))).isFalse();
    }

    /** As Flink's own file ends with it. */
    private static Configuration configuration() throws IOException {
        String filter = Files.readString(Path.of("flink-conf", "log4j-filter.properties"));
        byte[] file = ("rootLogger.level = INFO\n" + filter).getBytes(UTF_8);
        Configuration configuration = new PropertiesConfigurationFactory()
                .getConfiguration(new LoggerContext("filter"), new ConfigurationSource(new ByteArrayInputStream(file)));
        configuration.initialize();
        return configuration;
    }

    private static Logger logger() throws ReflectiveOperationException {
        Field logger = AbstractMetricGroup.class.getDeclaredField("LOG");
        logger.setAccessible(true);
        return (Logger) logger.get(null);
    }

    private static Log4jLogEvent warning(String metric) {
        return Log4jLogEvent.newBuilder()
                .setLevel(Level.WARN)
                .setMessage(new SimpleMessage(String.format(COLLISION, metric)))
                .build();
    }
}
