package io.nacre.kafka.client;

import io.nacre.secret.SecretException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;

/** A failure of Kafka or of its configuration. The message names the cause and the remedy. */
public final class KafkaAccessException extends RuntimeException {

    private final boolean lasting;

    public KafkaAccessException(String message) {
        super(message);
        this.lasting = false;
    }

    public KafkaAccessException(String message, Throwable cause) {
        super(message, cause);
        this.lasting = false;
    }

    private KafkaAccessException(String message, boolean lasting) {
        super(message);
        this.lasting = lasting;
    }

    /** A failure that a restart cannot repair: Flink must not restart the job. */
    public static KafkaAccessException lasting(String message) {
        return new KafkaAccessException(message, true);
    }

    public boolean isLasting() {
        return lasting;
    }

    /** Translates a broker's error, or a timeout, into a message for users. */
    public static KafkaAccessException of(KafkaSettings settings, Throwable cause) {
        return new KafkaAccessException(sentence("the Kafka broker at " + settings.brokers(), settings, cause), cause);
    }

    private static String sentence(String broker, KafkaSettings settings, Throwable cause) {
        if (cause instanceof TimeoutException) {
            return "no Kafka broker answers at " + settings.brokers() + ": start it, or correct --bootstrap-servers; if"
                    + " it requires TLS or SASL, set security.protocol in --client-config";
        }
        if (cause instanceof UnsupportedSaslMechanismException) {
            return broker + " does not support this login: correct sasl.mechanism in --client-config ("
                    + cause.getMessage() + ")";
        }
        if (cause instanceof SaslAuthenticationException) {
            return broker + " does not accept this login: correct user name and password in sasl.jaas.config of"
                    + " --client-config (" + cause.getMessage() + ")";
        }
        if (cause instanceof SslAuthenticationException) {
            return broker
                    + " and this client do not trust each other: correct ssl.truststore (trusted certificates) or ssl.keystore"
                    + " (own certificate) in --client-config (" + rootOf(cause).getMessage() + ")";
        }
        if (cause instanceof AuthorizationException) {
            return broker + " denies the access: " + cause.getMessage()
                    + "; 'nacre topics acls' prints the required ACLs";
        }
        return setUp(broker, cause);
    }

    /** The root cause has the details of invalid client properties. */
    private static String setUp(String broker, Throwable cause) {
        Throwable root = rootOf(cause);
        boolean ours = root instanceof SecretException || root instanceof ConfigException;
        if (ours || (cause instanceof KafkaException && cause.getCause() != null)) {
            return "the settings in --client-config do not work: " + root.getMessage();
        }
        return broker + " rejects the request: " + cause.getMessage();
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
