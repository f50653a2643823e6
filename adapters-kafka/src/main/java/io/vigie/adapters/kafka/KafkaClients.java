package io.vigie.adapters.kafka;

import io.vigie.application.plan.KafkaCluster;
import io.vigie.application.plan.SettingValue;
import io.vigie.application.port.out.PipelineRefused;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A cluster's own clients, for what is to be known before a pipeline starts; each answers or fails within seconds. */
final class KafkaClients {

    private static final String PREFIX = "kafka.";
    private static final String PATIENCE_MILLIS = "20000";
    private static final String PATIENCE_OF_ONE_REQUEST_MILLIS = "10000";

    private final KafkaCluster cluster;

    KafkaClients(KafkaCluster cluster) {
        this.cluster = cluster;
    }

    /** What to call things in messages to people. */
    ClusterWording wording() {
        return ClusterWording.of(cluster);
    }

    /** What a client is asked. */
    @FunctionalInterface
    interface Question<A> {
        A ask(Admin admin) throws ExecutionException, InterruptedException;
    }

    /**
     * Asks the cluster.
     *
     * @throws PipelineRefused when it cannot be reached, or does not let us in
     */
    <A> A ask(Question<A> question) {
        try (Admin admin = Admin.create(settings())) {
            return question.ask(admin);
        } catch (ExecutionException e) {
            throw refused(e.getCause() == null ? e : e.getCause());
        } catch (KafkaException e) {
            throw refused(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PipelineRefused(wording().cluster() + " was not asked to the end: interrupted.", e);
        }
    }

    /** Settings of a client, by their names there. */
    Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>();
        cluster.options().forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                settings.put(name.substring(PREFIX.length()), value.value());
            }
        });
        settings.put("bootstrap.servers", cluster.servers());
        settings.put("default.api.timeout.ms", PATIENCE_MILLIS);
        settings.put("request.timeout.ms", PATIENCE_OF_ONE_REQUEST_MILLIS);
        return settings;
    }

    /** Options for Spark's connector. */
    Map<String, String> options() {
        Map<String, String> options =
                new HashMap<>(cluster.options().mapValues(SettingValue::value).toJavaMap());
        options.put("kafka.bootstrap.servers", cluster.servers());
        return options;
    }

    /** What to tell a person of a client's failure; the settings of a client are never in it. */
    PipelineRefused refused(Throwable failure) {
        String what = wording().cluster() + " ";
        String why = deepest(failure);
        if (failure instanceof AuthenticationException) {
            return new PipelineRefused(
                    what + "does not let the pipeline in: " + why + ". "
                            + wording().login(),
                    failure);
        }
        if (failure instanceof AuthorizationException) {
            return new PipelineRefused(
                    what + "forbids it: " + why + ". Have the pipeline's user be given the right to.", failure);
        }
        if (failure instanceof TimeoutException) {
            return new PipelineRefused(
                    what + "does not answer: " + why + ". " + wording().connection(), failure);
        }
        return new PipelineRefused(what + "cannot be used: " + why + ".", failure);
    }

    /** Kafka quotes words of a login that it cannot read, and they may be of its password. */
    private static @Nullable String withoutLogin(@Nullable String message) {
        return message != null && message.contains("JAAS")
                ? "kafka.sasl.jaas.config cannot be read: put the password in double quotes, and a backslash before each"
                        + " double quote and backslash in it"
                : message;
    }

    /** What a failure says and all that is behind it, without full stop. */
    static String deepest(Throwable failure) {
        StringBuilder all = new StringBuilder();
        Throwable layer = failure;
        for (int depth = 0; layer != null && depth < 8; depth++) {
            String message = withoutLogin(layer.getMessage());
            if (message != null && all.indexOf(message) < 0) {
                all.append(all.isEmpty() ? "" : ": ").append(message.strip().replaceFirst("[.\\s]+$", ""));
            }
            layer = layer.getCause();
        }
        return all.isEmpty() ? failure.getClass().getSimpleName() : all.toString();
    }
}
