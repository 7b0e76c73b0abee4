package io.nacre.chaos;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A configurable faulty network between the job and its broker. */
final class FaultProxy implements AutoCloseable {

    private static final int CHUNK_BYTES = 16 * 1024;

    /**
     * Flips only bytes after this offset of a chunk: records, which have a checksum. The frame of a request has none
     * without TLS.
     */
    private static final int FRAME_BYTES = 1024;

    private static final int DELAY_MS = 200;
    private static final int JITTER_MS = 50;
    private static final int RATE_BYTES_PER_S = 40_000;
    private static final int FLIP_ONE_OF = 20_000;
    private static final long LOOK_EVERY_MS = 20;

    private final ServerSocket door;
    private final int upstream;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicLong harmed = new AtomicLong();
    private volatile Mode mode = Mode.CLEAR;
    private volatile long seed;
    private volatile boolean open = true;

    /** The fault mode. */
    enum Mode {
        CLEAR,
        /** Every chunk is delayed by a fifth of a second. */
        DELAY,
        /** A bandwidth limit for each connection and direction. */
        RATE,
        /** All data is dropped without notice. */
        BLACKHOLE,
        /** Data from the broker is dropped; data from the job arrives. */
        HALF_OPEN,
        /** Bits are flipped. */
        FLIPS
    }

    private FaultProxy(ServerSocket door, int upstream) {
        this.door = door;
        this.upstream = upstream;
    }

    static FaultProxy open(int port, int upstream) throws IOException {
        FaultProxy proxy = new FaultProxy(new ServerSocket(port, 64, InetAddress.getLoopbackAddress()), upstream);
        start("proxy", proxy::accept);
        return proxy;
    }

    void set(Mode changed, long dice) {
        seed = dice;
        mode = changed;
    }

    /** Affected chunks and reset connections so far. */
    long harmed() {
        return harmed.get();
    }

    /** Resets every connection; new ones are accepted. */
    void reset() {
        List<Socket> all = List.copyOf(sockets);
        // Marks all before closing the first, because closing one end lets its pump close the other, which must be a
        // reset as well.
        for (Socket socket : all) {
            try {
                socket.setSoLinger(true, 0);
                harmed.incrementAndGet();
            } catch (IOException e) {
                // The socket is closed already.
            }
        }
        all.forEach(FaultProxy::shut);
    }

    @Override
    public void close() {
        open = false;
        mode = Mode.CLEAR;
        shut(door);
        reset();
    }

    private void accept() {
        while (open) {
            try {
                serve(door.accept());
            } catch (IOException e) {
                // The listener is closed, or the connection was aborted.
            }
        }
    }

    /** Without a broker the connection is closed, as by a closed port. */
    private void serve(Socket client) throws IOException {
        Socket server;
        try {
            server = new Socket(InetAddress.getLoopbackAddress(), upstream);
        } catch (IOException e) {
            shut(client);
            return;
        }
        sockets.add(client);
        sockets.add(server);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        start("to-broker", () -> pump(client, server, false));
        start("to-job", () -> pump(server, client, true));
    }

    private void pump(Socket from, Socket to, boolean answers) {
        byte[] chunk = new byte[CHUNK_BYTES];
        SplittableRandom dice = new SplittableRandom(seed + from.getPort());
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                if (passes(chunk, count, answers, dice)) {
                    out.write(chunk, 0, count);
                    out.flush();
                }
            }
        } catch (IOException e) {
            // One side has closed; both ends are closed below.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            shut(from);
            shut(to);
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    /** Applies the mode to a chunk; false if it is dropped. */
    private boolean passes(byte[] chunk, int count, boolean answers, SplittableRandom dice)
            throws InterruptedException {
        switch (mode) {
            case CLEAR -> {
                return true;
            }
            case DELAY -> Thread.sleep(DELAY_MS - JITTER_MS + dice.nextInt(2 * JITTER_MS));
            case RATE -> Thread.sleep(1000L * count / RATE_BYTES_PER_S);
            case BLACKHOLE -> {
                harmed.incrementAndGet();
                awaitLight();
                return true;
            }
            case HALF_OPEN -> {
                if (answers) {
                    harmed.incrementAndGet();
                    return false;
                }
                return true;
            }
            case FLIPS -> {
                return flip(chunk, count, dice);
            }
        }
        harmed.incrementAndGet();
        return true;
    }

    private boolean flip(byte[] chunk, int count, SplittableRandom dice) {
        for (int at = FRAME_BYTES + dice.nextInt(FLIP_ONE_OF); at < count; at += 1 + dice.nextInt(FLIP_ONE_OF)) {
            chunk[at] ^= (byte) (1 << dice.nextInt(Byte.SIZE));
            harmed.incrementAndGet();
        }
        return true;
    }

    /** Data in a black hole is delayed rather than lost, like a TCP retransmission. */
    private void awaitLight() throws InterruptedException {
        while (mode == Mode.BLACKHOLE) {
            Thread.sleep(LOOK_EVERY_MS);
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void shut(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            // The socket is closed already.
        }
    }
}
