package io.nacre.kafka;

import io.nacre.kafka.admin.LocalBroker;
import io.nacre.kafka.client.ClientProperties;
import io.nacre.kafka.client.KafkaSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A broker that demands TLS and a login, or a certificate, and allows nobody anything but its superuser. */
public final class GuardedBroker implements AutoCloseable {

    private static final String STORE_PASSWORD = "for-this-test";
    private static final String LOGIN = "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"";

    private final Path folder;
    private final LocalBroker broker;

    private GuardedBroker(Path folder, LocalBroker broker) {
        this.folder = folder;
        this.broker = broker;
    }

    /**
     * With SCRAM over TLS; {@code admin} may do everything, and each other user has the password {@code NAME-secret}.
     */
    public static GuardedBroker withLogins(Path folder, String... users) throws Exception {
        makeStores(folder);
        List<String> logins = new ArrayList<>(List.of(login("admin")));
        for (String user : users) {
            logins.add(login(user));
        }
        Map<String, String> further = guarded(folder);
        further.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
        further.put("sasl.mechanism.inter.broker.protocol", "SCRAM-SHA-512");
        further.put(
                "listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config", LOGIN + "admin\" password=\"admin-secret\";");
        further.put("super.users", "User:admin;User:ANONYMOUS");
        return new GuardedBroker(folder, LocalBroker.start(folder.resolve("broker"), 0, "SASL_SSL", further, logins));
    }

    /** With certificates on both sides; {@code CN=admin} may do everything. */
    public static GuardedBroker withCertificates(Path folder) throws Exception {
        makeStores(folder);
        Map<String, String> further = guarded(folder);
        further.put("ssl.client.auth", "required");
        further.put("super.users", "User:CN=broker;User:CN=admin;User:ANONYMOUS");
        return new GuardedBroker(folder, LocalBroker.start(folder.resolve("broker"), 0, "SSL", further, List.of()));
    }

    public KafkaSettings anonymous() {
        return KafkaSettings.of(broker.brokers());
    }

    /** As a user logs in, the password in a file. */
    public KafkaSettings as(String user) throws IOException {
        return as(user, user + "-secret");
    }

    public KafkaSettings as(String user, String password) throws IOException {
        return anonymous()
                .withClient(ClientProperties.read(clientFile(user, password)).kafka());
    }

    /** The file of {@code --client-config}. */
    public Path clientFile(String user, String password) throws IOException {
        Path secret = Files.writeString(folder.resolve(user + ".secret"), password + "\n");
        return Files.writeString(
                folder.resolve(user + ".properties"),
                "security.protocol=SASL_SSL\n"
                        + "sasl.mechanism=SCRAM-SHA-512\n"
                        + "sasl.jaas.config=" + LOGIN + user + "\" password=\"${file:" + secret + "}\";\n"
                        + trust());
    }

    /** As the owner of a certificate; of {@code nobody} for none. */
    public KafkaSettings certified(String owner) throws IOException {
        Path secret = Files.writeString(folder.resolve("store.secret"), STORE_PASSWORD);
        String own = owner.equals("nobody")
                ? ""
                : "ssl.keystore.type=PKCS12\nssl.keystore.location=" + folder.resolve(owner + ".p12")
                        + "\nssl.keystore.password=${file:" + secret + "}\n";
        Path file = Files.writeString(folder.resolve(owner + ".properties"), "security.protocol=SSL\n" + trust() + own);
        return anonymous().withClient(ClientProperties.read(file).kafka());
    }

    @Override
    public void close() {
        broker.close();
    }

    private String trust() {
        return "ssl.truststore.type=PEM\nssl.truststore.location=" + folder.resolve("broker.pem") + "\n";
    }

    private static String login(String user) {
        return "SCRAM-SHA-512=[name=" + user + ",password=" + user + "-secret]";
    }

    private static Map<String, String> guarded(Path folder) {
        Map<String, String> further = new HashMap<>();
        further.put("ssl.keystore.type", "PKCS12");
        further.put("ssl.keystore.location", folder.resolve("broker.p12").toString());
        further.put("ssl.keystore.password", STORE_PASSWORD);
        further.put("ssl.truststore.type", "PEM");
        further.put("ssl.truststore.location", folder.resolve("all.pem").toString());
        further.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        return further;
    }

    /** Each signs for itself: whom a side trusts is one file. */
    private static void makeStores(Path folder) throws Exception {
        Files.createDirectories(folder);
        StringBuilder all = new StringBuilder();
        for (String owner : List.of("broker", "admin", "ann", "stranger")) {
            Path store = folder.resolve(owner + ".p12");
            keytool(
                    "-genkeypair",
                    "-alias",
                    owner,
                    "-dname",
                    "CN=" + owner,
                    "-keyalg",
                    "EC",
                    "-validity",
                    "2",
                    "-ext",
                    "SAN=IP:127.0.0.1",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    store.toString());
            Path pem = folder.resolve(owner + ".pem");
            keytool("-exportcert", "-rfc", "-alias", owner, "-file", pem.toString(), "-keystore", store.toString());
            all.append(owner.equals("stranger") ? "" : Files.readString(pem));
        }
        Files.writeString(folder.resolve("all.pem"), all);
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/keytool"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", STORE_PASSWORD));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes());
        if (keytool.waitFor() != 0) {
            throw new AssertionError("keytool: " + said);
        }
    }
}
