package io.vigie.bootstrap.configuration.rules;

import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.application.plan.SettingValue;
import io.vigie.application.ruletest.ReadingSeries;
import io.vigie.bootstrap.configuration.yaml.ConfigurationProblem;
import io.vigie.bootstrap.configuration.yaml.Quoted;
import io.vigie.bootstrap.configuration.yaml.Read;
import io.vigie.bootstrap.configuration.yaml.Values;
import io.vigie.bootstrap.configuration.yaml.YamlNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the values of a series: numbers between blanks, {@code _} for no reading, and {@code x4} behind either for four
 * times.
 */
final class SeriesValues {

    private static final String EXPECTED = "values such as \"70 81x4 _ 74\"";
    private static final int MOST_READINGS = 1_000_000;
    private static final Pattern WORD = Pattern.compile("\\S+");
    private static final Pattern RUN = Pattern.compile("(?<value>_|" + Values.NUMBER + ")(?:x(?<times>[0-9]{1,7}))?");

    private SeriesValues() {}

    static Read<Seq<ReadingSeries.Run>> read(YamlNode node) {
        return node.setting(EXPECTED).flatMap(text -> runs(node, text));
    }

    private static Read<Seq<ReadingSeries.Run>> runs(YamlNode node, SettingValue text) {
        List<ReadingSeries.Run> runs = List.empty();
        List<ConfigurationProblem> problems = List.empty();
        long readings = 0;
        Matcher words = WORD.matcher(text.value());
        while (words.find()) {
            Option<ReadingSeries.Run> run = run(words.group());
            if (run.isEmpty()) {
                problems = problems.prepend(problem(node, text, words.start(), words.group()));
            }
            readings += run.map(ReadingSeries.Run::times).getOrElse(0);
            runs = runs.prependAll(run);
        }
        if (readings > MOST_READINGS) {
            return node.invalid("more than " + MOST_READINGS + " values");
        }
        if (runs.isEmpty() && problems.isEmpty()) {
            return node.invalid("expected " + EXPECTED + ", found none");
        }
        return problems.isEmpty() ? Read.value(runs.reverse()) : Read.problems(problems.reverse());
    }

    private static Option<ReadingSeries.Run> run(String word) {
        Matcher run = RUN.matcher(word);
        if (!run.matches()) {
            return Option.none();
        }
        String times = run.group("times");
        Option<Double> value = Option.of(run.group("value"))
                .filter(number -> !number.equals("_"))
                .map(Double::parseDouble);
        return Option.some(new ReadingSeries.Run(value, times == null ? 1 : Integer.parseInt(times)))
                .filter(found -> found.times() > 0 && found.value().forAll(Double::isFinite));
    }

    private static ConfigurationProblem problem(YamlNode node, SettingValue text, int start, String word) {
        return text.isByReference()
                ? node.problem(Quoted.of(text.written()) + " does not give " + EXPECTED)
                : node.problemWithin(
                        text.value(),
                        text.value().codePointCount(0, start) + 1,
                        Quoted.of(word)
                                + " is no value: write a number, _ for no reading, and x4 behind it for four times");
    }
}
