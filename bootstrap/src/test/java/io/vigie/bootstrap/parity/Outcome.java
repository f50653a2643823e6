package io.vigie.bootstrap.parity;

import io.vigie.application.ruletest.ExpectedTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What an engine made of a case: for each device its lines, one for each transition, window, reading and rejection, with
 * all that there is to know of it. Numbers are written so that no two have one text. Lines are sorted, for tables have
 * no order.
 */
final class Outcome {

    private static final Pattern CLOCK = Pattern.compile(",\"clock\":\"[^\"]+\",\"lag\":[^}]+");

    private final Map<String, List<String>> lines = new TreeMap<>();
    private final List<ExpectedTransition> transitions = new ArrayList<>();
    private long uncounted;

    void line(String device, String kind, Object... parts) {
        StringBuilder line = new StringBuilder(kind);
        for (Object part : parts) {
            line.append(" | ").append(part);
        }
        lines.computeIfAbsent(device, name -> new ArrayList<>()).add(line.toString());
    }

    void transition(ExpectedTransition transition) {
        transitions.add(transition);
    }

    void uncounted(long more) {
        uncounted += more;
    }

    /** The same, where explanations do not say at which clock, and which lag, a deadline was taken. */
    Outcome withoutClocks() {
        Outcome without = new Outcome();
        lines.forEach((device, own) -> without.lines.put(
                device,
                own.stream().map(line -> CLOCK.matcher(line).replaceAll("")).toList()));
        without.transitions.addAll(transitions);
        without.uncounted = uncounted;
        return without;
    }

    Set<String> devices() {
        return lines.keySet();
    }

    List<String> of(String device) {
        return lines.getOrDefault(device, List.of()).stream().sorted().toList();
    }

    /** How many lines there are of a kind. */
    long count(String kind) {
        return lines.values().stream()
                .flatMap(List::stream)
                .filter(line -> line.startsWith(kind + " | "))
                .count();
    }

    /** How often a reading came too late for a window, over all devices. */
    long uncounted() {
        return uncounted;
    }

    /** The transitions as a rule test expects them. */
    List<ExpectedTransition> transitions() {
        return transitions;
    }
}
