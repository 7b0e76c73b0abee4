package io.nacre.stream;

import java.util.Collection;
import org.apache.flink.state.rocksdb.RocksDBOptionsFactory;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.Env;
import org.rocksdb.Priority;

/**
 * Keeps RocksDB's own work out of the way of payments: at a checkpoint the tasks wait until their state is in files,
 * and the files are merged on the cores that decide payments.
 */
public final class NacreRocksDbOptions implements RocksDBOptionsFactory {

    /** All operators of a process write at the same moment; RocksDB would give them one thread in turn. */
    private static final int WRITING = Math.max(4, Runtime.getRuntime().availableProcessors());

    /** Files of single checkpoints; twice as many are merged half as often. From 20 on RocksDB slows the tasks down. */
    private static final int FILES_BEFORE_MERGING = 8;

    private static final long serialVersionUID = 1L;

    @Override
    public DBOptions createDBOptions(DBOptions current, Collection<AutoCloseable> toClose) {
        Env process = current.getEnv();
        process.setBackgroundThreads(WRITING, Priority.HIGH);
        // Merging takes what the tasks leave; where it falls behind, RocksDB makes the tasks wait for it.
        process.lowerThreadPoolCPUPriority(Priority.LOW);
        return current;
    }

    @Override
    public ColumnFamilyOptions createColumnOptions(ColumnFamilyOptions current, Collection<AutoCloseable> toClose) {
        return current.setLevel0FileNumCompactionTrigger(FILES_BEFORE_MERGING);
    }
}
