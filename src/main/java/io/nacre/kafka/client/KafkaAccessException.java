package io.nacre.kafka.client;

import io.nacre.secret.SecretException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;

/** Kafka, or how it was set up, stands in the way; the message names what, and the remedy. */
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

    /** What stays as it is until a person has done something: a job that met it must not be restarted. */
    public static KafkaAccessException lasting(String message) {
        return new KafkaAccessException(message, true);
    }

    public boolean isLasting() {
        return lasting;
    }

    /** What a broker's error, or its silence, means for the user. */
    public static KafkaAccessException of(KafkaSettings settings, Throwable cause) {
        return new KafkaAccessException(sentence("the Kafka broker at " + settings.brokers(), settings, cause), cause);
    }

    private static String sentence(String broker, KafkaSettings settings, Throwable cause) {
        if (cause instanceof TimeoutException) {
            return "no Kafka broker answers at " + settings.brokers() + ": start it, or mend --bootstrap-servers; where"
                    + " it demands TLS or SASL, state security.protocol in --client-config";
        }
        if (cause instanceof UnsupportedSaslMechanismException) {
            return broker + " knows no such login: mend sasl.mechanism in --client-config (" + cause.getMessage() + ")";
        }
        if (cause instanceof SaslAuthenticationException) {
            return broker + " does not accept this login: mend user name and password in sasl.jaas.config of"
                    + " --client-config (" + cause.getMessage() + ")";
        }
        if (cause instanceof SslAuthenticationException) {
            return broker
                    + " and this side do not trust each other: mend ssl.truststore (whom we trust) or ssl.keystore"
                    + " (who we are) in --client-config (" + rootOf(cause).getMessage() + ")";
        }
        if (cause instanceof AuthorizationException) {
            return broker + " does not allow that: " + cause.getMessage()
                    + "; 'nacre topics acls' prints what to allow";
        }
        return setUp(broker, cause);
    }

    /** Whatever a client finds wrong with its own properties lies below the exception that it ends with. */
    private static String setUp(String broker, Throwable cause) {
        Throwable root = rootOf(cause);
        boolean ours = root instanceof SecretException || root instanceof ConfigException;
        if (ours || (cause instanceof KafkaException && cause.getCause() != null)) {
            return "the settings in --client-config do not work: " + root.getMessage();
        }
        return broker + " refuses: " + cause.getMessage();
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
