package io.vigie.bootstrap.parity;

import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * In what two engines differ.
 *
 * @param expected what one made of it
 * @param actual what the other did
 * @param devices the devices whose lines differ
 * @param lines what only one of them has, marked by its sign
 */
record Difference(Outcome expected, Outcome actual, List<String> devices, List<String> lines) {

    /** Over all devices, and what is counted over all of them. */
    static Option<Difference> between(Outcome expected, Outcome actual) {
        Option<Difference> ofDevices = between(expected, actual, device -> true, line -> true);
        if (expected.uncounted() == actual.uncounted()) {
            return ofDevices;
        }
        List<String> lines =
                new ArrayList<>(List.of("- uncounted " + expected.uncounted(), "+ uncounted " + actual.uncounted()));
        ofDevices.forEach(difference -> lines.addAll(difference.lines));
        return Option.some(new Difference(
                expected, actual, ofDevices.map(Difference::devices).getOrElse(List.of()), lines));
    }

    /** Over these devices, in these lines of theirs. */
    static Option<Difference> between(
            Outcome expected, Outcome actual, Predicate<String> devices, Predicate<String> looked) {
        List<String> different = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        Set<String> all = new TreeSet<>(expected.devices());
        all.addAll(actual.devices());
        for (String device : all) {
            List<String> one = expected.of(device).stream().filter(looked).toList();
            List<String> other = actual.of(device).stream().filter(looked).toList();
            if (devices.test(device) && !one.equals(other)) {
                different.add(device);
                without(one, other).forEach(line -> lines.add("- " + device + " " + line));
                without(other, one).forEach(line -> lines.add("+ " + device + " " + line));
            }
        }
        return Option.when(!different.isEmpty(), () -> new Difference(expected, actual, different, lines));
    }

    /** Whether transitions differ: then a rule test shows it. */
    boolean isOfTransitions() {
        return lines.stream().anyMatch(line -> line.contains(" transition | "));
    }

    private static List<String> without(List<String> lines, List<String> others) {
        List<String> left = new ArrayList<>(lines);
        others.forEach(left::remove);
        return left;
    }
}
