package io.nacre.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.bench.load.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is sent through the proxy to somebody who sends it back. */
class FaultProxyTest {

    private static final byte[] RECORDS = new byte[200_000];

    private ServerSocket echo;
    private FaultProxy proxy;
    private Socket client;

    @BeforeEach
    void open() throws IOException {
        echo = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::echo, "echo");
        thread.setDaemon(true);
        thread.start();
        int port = Ports.free();
        proxy = FaultProxy.open(port, echo.getLocalPort());
        client = new Socket(InetAddress.getLoopbackAddress(), port);
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        proxy.close();
        echo.close();
    }

    @Test
    void passesEverythingOnWhenClear() throws IOException {
        assertThat(sentBack()).isEqualTo(RECORDS);
        assertThat(proxy.harmed()).isZero();
    }

    @Test
    void flipsBitsAndLosesNoByte() throws IOException {
        proxy.set(FaultProxy.Mode.FLIPS, 1);

        assertThat(sentBack()).hasSameSizeAs(RECORDS).isNotEqualTo(RECORDS);
        assertThat(proxy.harmed()).isPositive();
    }

    @Test
    void losesTheAnswersWhenHalfOpen() throws IOException {
        proxy.set(FaultProxy.Mode.HALF_OPEN, 1);
        client.setSoTimeout(200);
        client.getOutputStream().write(1);

        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        assertThat(proxy.harmed()).isPositive();
    }

    @Test
    void buffersDataUntilABlackHoleEnds() throws IOException {
        proxy.set(FaultProxy.Mode.BLACKHOLE, 1);
        client.setSoTimeout(200);
        client.getOutputStream().write(7);
        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);

        proxy.set(FaultProxy.Mode.CLEAR, 1);
        client.setSoTimeout(10_000);

        assertThat(client.getInputStream().read()).isEqualTo(7);
    }

    @Test
    void cutsConnectionsWithAReset() throws IOException {
        client.getOutputStream().write(7);
        assertThat(client.getInputStream().read()).isEqualTo(7);

        proxy.reset();

        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
    }

    private byte[] sentBack() throws IOException {
        Thread sender = new Thread(this::send, "send");
        sender.start();
        client.setSoTimeout(10_000);
        byte[] back = new byte[RECORDS.length];
        int count = client.getInputStream().readNBytes(back, 0, back.length);
        return Arrays.copyOf(back, count);
    }

    private void send() {
        try {
            client.getOutputStream().write(RECORDS);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void echo() {
        try (Socket one = echo.accept()) {
            one.getInputStream().transferTo(one.getOutputStream());
        } catch (IOException e) {
            // The test is over.
        }
    }
}
