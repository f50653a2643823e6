package io.vigie.bootstrap.configuration.kafka;

import io.vavr.collection.List;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.application.plan.SettingValue;
import io.vigie.bootstrap.configuration.yaml.ConfigurationProblem;
import io.vigie.bootstrap.configuration.yaml.YamlMapping;
import java.util.Locale;

/** Sees that no password goes over the network for all to read, unless somebody asks for just that. */
final class KafkaSecurity {

    private static final String ALLOWED = "allowPlaintextPassword";

    private KafkaSecurity() {}

    /** What is wrong with these options of a source or sink, together. */
    static Seq<ConfigurationProblem> problems(YamlMapping kafka, Map<String, SettingValue> options, boolean allowed) {
        Option<String> login =
                List.of(KafkaOptions.JAAS, KafkaOptions.MECHANISM).find(options::containsKey);
        String protocol =
                options.get(KafkaOptions.PROTOCOL).map(SettingValue::value).getOrElse("PLAINTEXT");
        if (!protocol.startsWith("SASL_")) {
            return login.map(option -> problem(
                            kafka,
                            option,
                            "nobody logs in over " + protocol + ", so `" + option
                                    + "` would not be used: write `kafka.security.protocol: SASL_SSL`"))
                    .toList();
        }
        if (allowed) {
            return List.empty();
        }
        return Option.when(protocol.equals("SASL_PLAINTEXT") && !hasKerberos(options), KafkaOptions.PROTOCOL)
                .map(option -> problem(
                        kafka,
                        option,
                        "over SASL_PLAINTEXT all on the network can read the password: write SASL_SSL, or `" + ALLOWED
                                + ": true` beside `options` if it must be"))
                .toList()
                .appendAll(options.get(KafkaOptions.TOKEN_ENDPOINT)
                        .filter(url ->
                                url.value().strip().toLowerCase(Locale.ROOT).startsWith("http:"))
                        .map(url -> problem(
                                kafka,
                                KafkaOptions.TOKEN_ENDPOINT,
                                "over http all on the network can read the client's secret: write https, or `" + ALLOWED
                                        + ": true` beside `options` if it must be")));
    }

    /** It proves who one is without any password on the way. */
    private static boolean hasKerberos(Map<String, SettingValue> options) {
        return options.get(KafkaOptions.MECHANISM)
                .exists(mechanism -> mechanism.value().strip().equals("GSSAPI"));
    }

    private static ConfigurationProblem problem(YamlMapping kafka, String option, String message) {
        return kafka.entry("options")
                .flatMap(options -> options.value().entries("options").toOption())
                .flatMap(options -> options.find(entry -> entry.name().equals(option)))
                .map(entry -> entry.value().problem(message))
                .getOrElse(() -> kafka.node().problem(message));
    }
}
