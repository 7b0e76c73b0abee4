package io.nacre.stream;

import java.util.Collection;
import org.apache.flink.state.rocksdb.RocksDBOptionsFactory;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.Env;
import org.rocksdb.Priority;

/**
 * Keeps RocksDB's background work from delaying decisions. At a checkpoint, subtasks wait until their state is flushed
 * to files. Compaction runs on the same cores as decisions.
 */
public final class NacreRocksDbOptions implements RocksDBOptionsFactory {

    /**
     * Flush threads. All operators of a process flush at the same time, and by default RocksDB has one thread for them.
     */
    private static final int WRITING = Math.max(4, Runtime.getRuntime().availableProcessors());

    /**
     * Level-0 files before a compaction, twice RocksDB's default, so that files are compacted half as often. From 20
     * files on, RocksDB slows down writes.
     */
    private static final int FILES_BEFORE_MERGING = 8;

    private static final long serialVersionUID = 1L;

    @Override
    public DBOptions createDBOptions(DBOptions current, Collection<AutoCloseable> toClose) {
        Env process = current.getEnv();
        process.setBackgroundThreads(WRITING, Priority.HIGH);
        // Compaction uses the CPU time that subtasks leave. If it falls behind, RocksDB makes the subtasks wait.
        process.lowerThreadPoolCPUPriority(Priority.LOW);
        return current;
    }

    @Override
    public ColumnFamilyOptions createColumnOptions(ColumnFamilyOptions current, Collection<AutoCloseable> toClose) {
        return current.setLevel0FileNumCompactionTrigger(FILES_BEFORE_MERGING);
    }
}
