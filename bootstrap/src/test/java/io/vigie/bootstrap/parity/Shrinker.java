package io.vigie.bootstrap.parity;

import io.vavr.collection.Iterator;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import io.vigie.domain.reading.SensorReading;
import io.vigie.domain.rule.RaiseEntry;
import io.vigie.domain.rule.Rule;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds a smaller case on which engines still differ, so that a person can redo it by hand. Tries what takes away most
 * first, as each try may be a run on Spark: all but the devices that differ, then rules, windows and cuts, then ever
 * smaller pieces of the readings, then parts of rules and digits of values. Where transitions differ, they still do, so
 * that the case makes a rule test that fails.
 *
 * @see <a href="https://doi.org/10.1109/32.988498">Zeller and Hildebrandt, Simplifying and Isolating Failure-Inducing
 *     Input</a>, after which readings are taken away
 */
final class Shrinker {

    private final Function<ParityCase, Option<Difference>> compare;
    private final int mostRuns;

    /**
     * A shrinker.
     *
     * @param compare runs a case, and says in what the engines differ
     * @param mostRuns how often it may
     */
    Shrinker(Function<ParityCase, Option<Difference>> compare, int mostRuns) {
        this.compare = compare;
        this.mostRuns = mostRuns;
    }

    /**
     * What is left.
     *
     * @param parityCase the smallest case that was found
     * @param difference in what the engines differ on it
     * @param runs how many runs it took
     */
    record Shrunk(ParityCase parityCase, Difference difference, int runs) {}

    Shrunk shrink(ParityCase failing, Difference found) {
        Shrunk smallest = new Shrunk(failing, found, 0);
        Set<ParityCase> tried = new HashSet<>(Set.of(failing));
        int runs = 0;
        boolean together = failing.isTogether();
        Iterator<ParityCase> candidates = smallerThan(smallest);
        while (runs < mostRuns && candidates.hasNext()) {
            ParityCase candidate = candidates.next();
            boolean isCase =
                    !candidate.readings().isEmpty() && !candidate.rules().isEmpty();
            // Engines may differ on others for a good reason, which is not the one that is looked for.
            if (isCase && (candidate.isTogether() || !together) && tried.add(candidate)) {
                runs++;
                Option<Difference> difference =
                        compare.apply(candidate).filter(each -> each.isOfTransitions() || !found.isOfTransitions());
                if (difference.isDefined()) {
                    smallest = new Shrunk(candidate, difference.get(), runs);
                    candidates = smallerThan(smallest);
                }
            }
        }
        return new Shrunk(smallest.parityCase(), smallest.difference(), runs);
    }

    private static Iterator<ParityCase> smallerThan(Shrunk failing) {
        ParityCase whole = failing.parityCase();
        return Iterator.concat(
                devices(whole, failing.difference()),
                rules(whole),
                Iterator.of(whole.withWindows(Vector.empty()), whole.withCuts(Cuts.NONE), inOneFile(whole)),
                pieces(whole.windows()).map(whole::withWindows),
                readings(whole),
                whole.rules()
                        .zipWithIndex()
                        .iterator()
                        .flatMap(rule -> simpler(rule._1)
                                .map(simpler -> whole.withRules(whole.rules().update(rule._2, simpler)))),
                Iterator.of(plain(whole)));
    }

    /** Each device that differs by itself, from the one that has sent least. */
    private static Iterator<ParityCase> devices(ParityCase whole, Difference difference) {
        Vector<String> senders =
                whole.readings().map(reading -> reading.device().value());
        return Iterator.concat(
                        Vector.ofAll(difference.devices())
                                .sortBy(device -> senders.count(device::equals))
                                .map(Vector::of),
                        pieces(senders.distinct()))
                .map(left -> onlyDevices(whole, left));
    }

    /** The readings of these devices, and the rules for them. */
    private static ParityCase onlyDevices(ParityCase whole, Vector<String> devices) {
        return onlyReadings(
                        whole,
                        whole.readings()
                                .filter(reading ->
                                        devices.contains(reading.device().value())))
                .withRules(whole.rules().filter(rule -> devices.exists(rule.devices()::matches)));
    }

    private static Iterator<ParityCase> rules(ParityCase whole) {
        return pieces(whole.rules()).map(whole::withRules);
    }

    private static Iterator<ParityCase> readings(ParityCase whole) {
        Vector<SensorReading> all = whole.readings();
        return pieces(all).map(left -> onlyReadings(whole, left));
    }

    /** All but one piece, for ever smaller pieces, down to single elements. */
    private static <T> Iterator<Vector<T>> pieces(Vector<T> all) {
        return Iterator.iterate((all.size() + 1) / 2, size -> size == 1 ? 0 : (size + 1) / 2)
                .takeWhile(size -> size > 0)
                .flatMap(size -> Iterator.rangeBy(0, all.size(), size)
                        .map(from -> all.take(from).appendAll(all.drop(from + size))));
    }

    /** Without the files that are left empty. The readings are those of the case itself, not their equals. */
    private static ParityCase onlyReadings(ParityCase whole, Vector<SensorReading> left) {
        Set<SensorReading> kept = Collections.newSetFromMap(new IdentityHashMap<>());
        left.forEach(kept::add);
        Vector<InputFile> files = whole.files()
                .map(file -> new InputFile(file.arrival(), file.readings().filter(kept::contains)));
        int first = whole.cuts().filesOfFirstRun();
        int stillFirst = files.take(first).count(file -> !file.readings().isEmpty());
        return whole.withFiles(files.reject(file -> file.readings().isEmpty()))
                .withCuts(whole.cuts().withFilesOfFirstRun(stillFirst));
    }

    private static ParityCase inOneFile(ParityCase whole) {
        return whole.withFiles(Vector.of(new InputFile(whole.files().last().arrival(), whole.readings())))
                .withCuts(Cuts.NONE);
    }

    private static Iterator<Rule> simpler(Rule rule) {
        Iterator<Rule> fewerEntries =
                pieces(rule.raise().toVector()).filter(left -> !left.isEmpty()).map(left -> with(rule, left));
        Iterator<Rule> withoutUntil = Iterator.of(with(
                rule,
                rule.raise()
                        .toVector()
                        .map(entry -> new RaiseEntry(entry.severity(), entry.trigger(), Option.none()))));
        Rule bare = new Rule(
                rule.id(), rule.metric(), rule.devices(), rule.raise(), Duration.ZERO, Rule.DEFAULT_MESSAGE, false);
        return Iterator.concat(fewerEntries, withoutUntil, Iterator.of(bare));
    }

    private static Rule with(Rule rule, Vector<RaiseEntry> entries) {
        return new Rule(
                rule.id(), rule.metric(), rule.devices(), entries, rule.clearFor(), rule.message(), rule.shadow());
    }

    /** Whole values, no units. */
    private static ParityCase plain(ParityCase whole) {
        return whole.withFiles(whole.files()
                .map(file -> new InputFile(
                        file.arrival(),
                        file.readings()
                                .map(reading -> new SensorReading(
                                        reading.device(),
                                        reading.metric(),
                                        Math.rint(reading.value()) + 0.0,
                                        Option.none(),
                                        reading.eventTime(),
                                        reading.tags())))));
    }
}
