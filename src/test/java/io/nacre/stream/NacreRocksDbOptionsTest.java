package io.nacre.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.state.rocksdb.RocksDBOptionsFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.Priority;

final class NacreRocksDbOptionsTest {

    @BeforeAll
    static void loadRocksDb(@TempDir Path folder) throws Exception {
        NativeLibraryLoader.getInstance().loadLibrary(folder.toString());
    }

    @Test
    void theShippedConfigurationUsesIt() throws Exception {
        Configuration shipped = GlobalConfiguration.loadConfiguration("flink-conf");
        RocksDBOptionsFactory calm = new EmbeddedRocksDBStateBackend()
                .configure(shipped, getClass().getClassLoader())
                .getRocksDBOptions();

        List<AutoCloseable> toClose = new ArrayList<>();
        try (DBOptions db = new DBOptions();
                ColumnFamilyOptions column = new ColumnFamilyOptions()) {
            assertThat(calm.createDBOptions(db, toClose).getEnv().getBackgroundThreads(Priority.HIGH))
                    .isGreaterThanOrEqualTo(4);
            assertThat(calm.createColumnOptions(column, toClose).level0FileNumCompactionTrigger())
                    .isEqualTo(8);
        }
    }
}
