package io.nacre.chaos;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.IncrementalKeyedStateHandle.HandleAndLocalPath;
import org.apache.flink.runtime.state.IncrementalRemoteKeyedStateHandle;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.filesystem.FileStateHandle;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of one or several successive jobs, to find one that can be restored. The newest folder may be
 * incomplete, and files may be damaged.
 */
final class Checkpoints {

    private static final String METADATA = "_metadata";

    private final Path folder;

    Checkpoints(Path folder) {
        this.folder = folder;
    }

    /**
     * The newest complete checkpoint: its metadata can be read, and every file has the length in the metadata. Null if
     * no checkpoint was completed.
     */
    @Nullable
    Path newestGood() throws IOException {
        List<Path> all = complete();
        if (all.isEmpty()) {
            return null;
        }
        for (Path checkpoint : all) {
            if (isGood(checkpoint)) {
                return checkpoint;
            }
        }
        throw new IOException("none of the " + all.size() + " checkpoints in " + folder + " is complete");
    }

    /** The checkpoints with metadata, newest first. */
    List<Path> complete() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith(METADATA))
                    .sorted(Comparator.comparingLong(Checkpoints::writtenMs).reversed())
                    .map(Path::getParent)
                    .toList();
        }
    }

    /** Simulates a JobManager that died while writing: a newer folder without metadata. */
    Path leaveIncomplete() throws IOException {
        Path newest = complete().get(0);
        Files.move(newest.resolve(METADATA), newest.resolve("_metadata.inprogress"));
        return newest;
    }

    /** Simulates a disk that lost the end of a file which only the newest checkpoint has. */
    Path damage() throws IOException {
        Path newest = complete().get(0);
        Path victim;
        try (Stream<Path> files = Files.list(newest)) {
            victim = files.max(Comparator.comparing(file -> !file.endsWith(METADATA)))
                    .orElseThrow();
        }
        try (RandomAccessFile file = new RandomAccessFile(victim.toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }
        return newest;
    }

    boolean isGood(Path checkpoint) {
        try (InputStream file = Files.newInputStream(checkpoint.resolve(METADATA));
                DataInputStream in = new DataInputStream(file)) {
            CheckpointMetadata metadata = org.apache.flink.runtime.checkpoint.Checkpoints.loadCheckpointMetadata(
                    in, Checkpoints.class.getClassLoader(), checkpoint.toUri().toString());
            for (StreamStateHandle handle : handles(metadata)) {
                if (handle instanceof FileStateHandle written && !isWhole(written)) {
                    return false;
                }
            }
            return true;
        } catch (IOException | RuntimeException e) {
            // The parser reports damaged metadata with various exceptions.
            return false;
        }
    }

    private static boolean isWhole(FileStateHandle handle) throws IOException {
        Path file = Path.of(URI.create(handle.getFilePath().toUri().toString()));
        return Files.exists(file) && Files.size(file) == handle.getStateSize();
    }

    private static List<StreamStateHandle> handles(CheckpointMetadata metadata) {
        List<StreamStateHandle> handles = new ArrayList<>();
        for (OperatorState operator : metadata.getOperatorStates()) {
            for (OperatorSubtaskState subtask : operator.getStates()) {
                Stream.of(subtask.getManagedOperatorState(), subtask.getRawOperatorState())
                        .flatMap(states -> states.stream())
                        .map(OperatorStateHandle::getDelegateStateHandle)
                        .forEach(handles::add);
                Stream.of(subtask.getManagedKeyedState(), subtask.getRawKeyedState())
                        .flatMap(states -> states.stream())
                        .forEach(state -> add(state, handles));
            }
        }
        return handles;
    }

    private static void add(KeyedStateHandle state, List<StreamStateHandle> handles) {
        if (state instanceof KeyGroupsStateHandle groups) {
            handles.add(groups.getDelegateStateHandle());
        } else if (state instanceof IncrementalRemoteKeyedStateHandle increments) {
            Stream.of(increments.getSharedState(), increments.getPrivateState())
                    .flatMap(List::stream)
                    .map(HandleAndLocalPath::getHandle)
                    .forEach(handles::add);
            handles.add(increments.getMetaDataStateHandle());
        }
    }

    private static long writtenMs(Path file) {
        return file.toFile().lastModified();
    }
}
