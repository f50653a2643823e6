package io.vigie.bootstrap.configuration.pipeline;

import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vavr.control.Option;
import io.vigie.application.plan.PayloadFormat;
import io.vigie.application.plan.PayloadPlan;
import io.vigie.bootstrap.configuration.yaml.ConfigurationProblem;
import io.vigie.bootstrap.configuration.yaml.Keys;
import io.vigie.bootstrap.configuration.yaml.Quoted;
import io.vigie.bootstrap.configuration.yaml.Read;
import io.vigie.bootstrap.configuration.yaml.Suggestion;
import io.vigie.bootstrap.configuration.yaml.Values;
import io.vigie.bootstrap.configuration.yaml.YamlMapping;
import io.vigie.bootstrap.configuration.yaml.YamlNode;
import io.vigie.domain.reading.EpochUnit;
import io.vigie.domain.reading.TimeNotation;
import java.time.DateTimeException;
import java.time.ZoneId;

/** Reads what a pipeline's messages are like. */
final class PayloadReader {

    private static final Keys KEYS = Keys.of("format", "maxBytes", "maxRejectedShare", "time");
    private static final Keys TIME = Keys.of("unit", "zone");

    private static final String ARRIVAL = "arrival";
    private static final int LARGEST_MESSAGE = 1 << 30;

    private PayloadReader() {}

    static Read<PayloadPlan> payload(YamlNode node) {
        PayloadPlan standard = PayloadPlan.DEFAULT;
        return node.mapping(
                "a mapping such as { format: flat }",
                KEYS,
                payload -> Read.together(
                                payload.optional("format", standard.format(), PayloadReader::format),
                                payload.optional(
                                        "maxBytes",
                                        standard.maxBytes(),
                                        bytes -> Values.wholeNumber(bytes, 1, LARGEST_MESSAGE)),
                                payload.optional("maxRejectedShare", standard.maxRejectedShare(), Values::share),
                                payload.optional("time", standard.times(), PayloadReader::times),
                                PayloadPlan::new)
                        .checked(plan -> problemsOfTime(payload, plan)));
    }

    private static Read<PayloadFormat> format(YamlNode node) {
        return Values.word(node, List.of(PayloadFormat.values()), PayloadFormat::word);
    }

    private static Seq<ConfigurationProblem> problemsOfTime(YamlMapping payload, PayloadPlan plan) {
        return plan.format() == PayloadFormat.SENML
                ? payload.entry("time")
                        .map(time -> time.key()
                                .problem("`time` is for flat and wide messages: how SenML writes times is settled"
                                        + " by RFC 8428; leave it out"))
                        .toList()
                : List.empty();
    }

    /** How times are written; none where a message's arrival stands for them. */
    private static Read<Option<TimeNotation>> times(YamlNode node) {
        String expected = "`arrival`, or a mapping such as { unit: s } or { zone: Europe/Paris }";
        return node.isMapping()
                ? node.mapping(expected, TIME, PayloadReader::notation).map(Option::some)
                : node.parse(
                        expected,
                        text -> text.equals(ARRIVAL)
                                ? Either.right(Option.none())
                                : Either.left("expected " + expected + ", found " + Quoted.of(text)
                                        + Suggestion.orNothing(text, List.of(ARRIVAL))));
    }

    private static Read<TimeNotation> notation(YamlMapping time) {
        return Read.together(
                time.optional("unit", unit -> Values.word(unit, List.of(EpochUnit.values()), EpochUnit::word)),
                time.optional("zone", PayloadReader::zone),
                TimeNotation::new);
    }

    private static Read<ZoneId> zone(YamlNode node) {
        String expected = "a time zone such as Europe/Paris or +01:00";
        return node.parse(expected, text -> {
            try {
                return Either.right(ZoneId.of(text));
            } catch (DateTimeException unknown) {
                return Either.left("expected " + expected + ", found " + Quoted.of(text)
                        + Suggestion.orNothing(
                                text, List.ofAll(ZoneId.getAvailableZoneIds()).sorted()));
            }
        });
    }
}
