package io.vigie.domain.rule;

import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import io.vavr.control.Validation;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Rules that are used together, in their order. It is immutable and may be shared between threads.
 *
 * <p>Finding the rules of a device does not try them all: a rule for one device is found by that device's name, one
 * whose pattern begins or ends with literal text by that text. Only patterns that do neither are tried one by one.
 */
public final class RuleBook implements Serializable {

    private static final long serialVersionUID = 1;

    /** The most rules a book may have. */
    public static final int MOST_RULES = 10_000;

    /** The book without rules. */
    public static final RuleBook EMPTY = new RuleBook(Array.empty());

    private final Array<Rule> rules;
    private final Map<RuleId, Rule> byId = new HashMap<>();

    /** Rules by the one device that they watch. */
    private final Map<String, List<Integer>> byDevice = new HashMap<>();

    /** Rules by what the names of their devices start with, and those by their length. */
    private final Map<Integer, Map<String, List<Integer>>> byPrefix = new TreeMap<>();

    /** The others by what the names of their devices end with, likewise. */
    private final Map<Integer, Map<String, List<Integer>>> bySuffix = new TreeMap<>();

    /** The rules that devices were found to match, each set once: devices of a kind share the very same one. */
    private final Map<BitSet, Seq<Rule>> selections = new ConcurrentHashMap<>();

    private RuleBook(Array<Rule> rules) {
        this.rules = rules;
        for (int at = 0; at < rules.size(); at++) {
            Rule rule = rules.get(at);
            byId.put(rule.id(), rule);
            DevicePattern devices = rule.devices();
            if (devices.literal().isDefined()) {
                byDevice.computeIfAbsent(devices.glob(), device -> new ArrayList<>())
                        .add(at);
            } else if (devices.prefix().isEmpty()) {
                add(at, devices.suffix(), bySuffix);
            } else {
                add(at, devices.prefix(), byPrefix);
            }
        }
    }

    private static void add(int at, String text, Map<Integer, Map<String, List<Integer>>> index) {
        index.computeIfAbsent(text.length(), length -> new HashMap<>())
                .computeIfAbsent(text, same -> new ArrayList<>())
                .add(at);
    }

    /** The book of these rules, or every defect: ids used twice, too many rules. */
    public static Validation<Seq<RuleDefect>, RuleBook> of(Seq<Rule> rules) {
        Vector<RuleDefect> defects = Vector.empty();
        if (rules.size() > MOST_RULES) {
            defects = defects.append(new RuleDefect(
                    "rules", rules.size() + " rules are more than the " + MOST_RULES + " that there may be"));
        }
        Map<RuleId, Integer> first = new HashMap<>();
        Array<Rule> ordered = Array.ofAll(rules);
        for (int at = 0; at < ordered.size(); at++) {
            RuleId id = ordered.get(at).id();
            Integer before = first.putIfAbsent(id, at);
            if (before != null) {
                defects = defects.append(new RuleDefect(
                        "rules[" + at + "].id", id + " is the id of rules[" + before + "] already; give it another"));
            }
        }
        return defects.isEmpty() ? Validation.valid(new RuleBook(ordered)) : Validation.invalid(defects);
    }

    /** All rules, in their order. */
    public Seq<Rule> rules() {
        return rules;
    }

    /** The rule of this id. */
    public Option<Rule> rule(RuleId id) {
        return Option.of(byId.get(id));
    }

    /** The rules that watch the device of this name, in their order; the same object for devices that share them. */
    public Seq<Rule> matching(String device) {
        BitSet found = new BitSet(rules.size());
        byDevice.getOrDefault(device, List.of()).forEach(found::set);
        byPrefix.forEach((length, patterns) -> {
            if (length <= device.length()) {
                addMatching(device, patterns.get(device.substring(0, length)), found);
            }
        });
        bySuffix.forEach((length, patterns) -> {
            if (length <= device.length()) {
                addMatching(device, patterns.get(device.substring(device.length() - length)), found);
            }
        });
        return selections.computeIfAbsent(
                found, selection -> Array.ofAll(selection.stream().mapToObj(rules::get)));
    }

    private void addMatching(String device, @Nullable List<Integer> candidates, BitSet found) {
        if (candidates != null) {
            for (int at : candidates) {
                if (rules.get(at).devices().matches(device)) {
                    found.set(at);
                }
            }
        }
    }

    /** Only the rules travel; the indexes are made again where they arrive. */
    private Object writeReplace() {
        return new Travelling(rules);
    }

    private record Travelling(Array<Rule> rules) implements Serializable {
        private Object readResolve() {
            return new RuleBook(rules);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RuleBook book && rules.equals(book.rules);
    }

    @Override
    public int hashCode() {
        return rules.hashCode();
    }

    @Override
    public String toString() {
        return rules.map(Rule::id).mkString("RuleBook(", ", ", ")");
    }
}
