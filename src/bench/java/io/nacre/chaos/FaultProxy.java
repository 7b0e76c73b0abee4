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

/** A network between the job and its broker that can be as bad as one likes. */
final class FaultProxy implements AutoCloseable {

    private static final int CHUNK_BYTES = 16 * 1024;

    /**
     * Only bytes so far inside a piece are flipped: records, which a checksum guards; a request's frame only TLS could.
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

    /** How bad it is. */
    enum Mode {
        CLEAR,
        /** Every piece takes a fifth of a second. */
        DELAY,
        /** So many bytes a second for each connection and direction. */
        RATE,
        /** Nothing gets through, and nobody is told. */
        BLACKHOLE,
        /** What the broker says is lost; what the job says arrives. */
        HALF_OPEN,
        /** Bits change on the way. */
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

    /** How many pieces were harmed, or connections cut, so far. */
    long harmed() {
        return harmed.get();
    }

    /** Cuts every connection with a reset; new ones are taken. */
    void reset() {
        List<Socket> all = List.copyOf(sockets);
        // All before the first is shut: the other end of a pair is shut by its pump, and that must be a reset as well.
        for (Socket socket : all) {
            try {
                socket.setSoLinger(true, 0);
                harmed.incrementAndGet();
            } catch (IOException e) {
                // It is closed already.
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
                // The door is shut, or nobody came in after all.
            }
        }
    }

    /** Where no broker is there, whoever came in is turned away, as by a closed port. */
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
            // Either side has gone: both ends are shut below.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            shut(from);
            shut(to);
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    /** Does to a piece what the mode says; false where it is lost. */
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

    /** What a black hole took is not lost but late, as it is when TCP sends it again. */
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
            // It is closed already.
        }
    }
}
