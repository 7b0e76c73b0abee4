package io.nacre.gateway;

import io.nacre.codec.Contract;
import io.nacre.codec.ContractReader;
import io.nacre.codec.ContractWriter;
import io.nacre.codec.Framing;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.decision.StandIn;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A file with the stand-ins that the broker had not acknowledged when the gateway answered, and their transactions. A
 * gateway that is killed loses none of them: it sends them when it starts again.
 *
 * <p>Sending an entry twice is harmless. The job recognises the repeated transaction, and the stand-in replaces itself.
 */
final class StandInJournal implements AutoCloseable {

    /** Marks an entry, so that a damaged file is recognised. */
    private static final int ENTRY = 0x4E53494A;

    private static final int MAX_BYTES = 1 << 20;

    private final Path file;
    private final Path sending;
    private final ContractWriter<Transaction> transactions = Contract.TRANSACTION.writer(Framing.SINGLE_OBJECT, "");
    private final ContractWriter<StandIn> standIns = Contract.STAND_IN.writer(Framing.SINGLE_OBJECT, "");
    private @Nullable OutputStream out;

    /** Whether the entries of this process are acknowledged. Those of an earlier process are not known to be. */
    private final List<CompletableFuture<?>> acknowledgements = new ArrayList<>();

    /** A stand-in and its transaction. */
    record Entry(Transaction transaction, StandIn standIn) {}

    /**
     * Opens the journal. The entries of an earlier process are the first to send.
     *
     * @param file is created with its first entry; only its owner may read it, because it contains transactions
     */
    StandInJournal(Path file) throws IOException {
        this.file = file;
        this.sending = file.resolveSibling(file.getFileName() + ".sending");
        if (Files.exists(file) && Files.exists(sending)) {
            Files.write(sending, Files.readAllBytes(file), StandardOpenOption.APPEND);
            Files.delete(file);
        } else if (Files.exists(file)) {
            Files.move(file, sending, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Whether there are entries to send. */
    synchronized boolean isEmpty() {
        return !Files.exists(sending) && !Files.exists(file);
    }

    /** Whether the Kafka client may still deliver an entry, so that sending it again would only double it. */
    synchronized boolean isBeingSent() {
        return acknowledgements.stream().anyMatch(sent -> !sent.isDone());
    }

    /**
     * Adds an entry. It survives the end of the process when this returns.
     *
     * @param sent completes when the broker has acknowledged the entry
     */
    synchronized void add(Transaction transaction, StandIn standIn, CompletableFuture<?> sent) {
        try {
            ByteArrayOutputStream entry = new ByteArrayOutputStream();
            DataOutputStream parts = new DataOutputStream(entry);
            parts.writeInt(ENTRY);
            write(transactions.write(transaction), parts);
            write(standIns.write(standIn), parts);
            // In one piece, so that a killed process leaves no half entry.
            open().write(entry.toByteArray());
            acknowledgements.add(sent);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": free its disk, or set --journal", e);
        }
    }

    /** The entries to send. They stay in the journal until {@link #sent}. Entries that are acknowledged are removed. */
    synchronized List<Entry> take() throws IOException {
        boolean isAcknowledged = !acknowledgements.isEmpty()
                && acknowledgements.stream().noneMatch(CompletableFuture::isCompletedExceptionally);
        acknowledgements.clear();
        if (isAcknowledged && !Files.exists(sending)) {
            closeFile();
            Files.deleteIfExists(file);
            return List.of();
        }
        if (!Files.exists(sending)) {
            closeFile();
            if (!Files.exists(file)) {
                return List.of();
            }
            Files.move(file, sending, StandardCopyOption.ATOMIC_MOVE);
        }
        return read(sending);
    }

    /** Removes the taken entries, which the broker has acknowledged. */
    synchronized void sent() throws IOException {
        Files.deleteIfExists(sending);
    }

    @Override
    public synchronized void close() throws IOException {
        closeFile();
    }

    private OutputStream open() throws IOException {
        OutputStream opened = out;
        if (opened == null) {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            if (!Files.exists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            opened = Files.newOutputStream(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
            out = opened;
        }
        return opened;
    }

    private void closeFile() throws IOException {
        if (out != null) {
            out.close();
            out = null;
        }
    }

    private static void write(byte[] bytes, DataOutputStream file) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        file.writeInt(bytes.length);
        file.writeInt((int) checksum.getValue());
        file.write(bytes);
    }

    /** Reads up to the end, or to an entry that was cut off when the machine failed. */
    private static List<Entry> read(Path file) throws IOException {
        ContractReader<Transaction> transactions = Contract.TRANSACTION.reader(Framing.SINGLE_OBJECT);
        ContractReader<StandIn> standIns = Contract.STAND_IN.reader(Framing.SINGLE_OBJECT);
        List<Entry> entries = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            while (in.readInt() == ENTRY) {
                byte[] transaction = bytes(in);
                byte[] standIn = bytes(in);
                if (transactions.read(RecordOrigin.NONE, transaction)
                                instanceof DecodeResult.Value<Transaction> readTransaction
                        && standIns.read(RecordOrigin.NONE, standIn)
                                instanceof DecodeResult.Value<StandIn> readStandIn) {
                    entries.add(new Entry(readTransaction.value(), readStandIn.value()));
                }
            }
        } catch (EOFException e) {
            return entries;
        }
        return entries;
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        int checksum = in.readInt();
        if (length < 0 || length > MAX_BYTES) {
            throw new EOFException("the entry is damaged");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        CRC32 actual = new CRC32();
        actual.update(bytes);
        if ((int) actual.getValue() != checksum) {
            throw new EOFException("the entry is damaged");
        }
        return bytes;
    }
}
