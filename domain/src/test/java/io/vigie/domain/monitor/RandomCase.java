package io.vigie.domain.monitor;

import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.silentFor;
import static io.vigie.domain.rule.Rules.when;

import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.rule.EntryDraft;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.RuleDraft;
import io.vigie.domain.rule.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Rules and readings by chance, the same for the same seed. Times are whole multiples of five seconds, as are the
 * rules' durations, so that readings and deadlines often fall on one instant. Limits of functions are such that no
 * rounding decides.
 */
final class RandomCase {

    private static final List<String> CONDITIONS = List.of(
            "value > 64",
            "value > 60",
            "value <= 58",
            "value between 60 and 63",
            "value == 62",
            "value != 62",
            "value > 62 and pressure < 3",
            "value > 66 or pressure == 2",
            "not (pressure > 2)",
            "not (value > 62 and pressure > 1)",
            "value / pressure > 20",
            "abs(value - 62) >= 3",
            "abs(value) > 63",
            "not (value between 59 and 64)",
            "value * 2 - pressure > 121",
            "delta(value) > 2",
            "delta(pressure) < 0",
            "rate(value, 30s) > 0.1234",
            "rate(pressure, 20s) < 0",
            "mean(value, 40s) > 62.123",
            "min(value, 20s) > 59",
            "max(value, 30s) < 66",
            "sum(value, 25s) > 183",
            "count(value, 20s) >= 3",
            "count(pressure, 30s) < 1",
            "stddev(value, 1m) > 2.3456",
            "percentile(value, 90, 1m) > 65.43",
            "percentile(pressure, 50, 30s) < 1.77",
            "zscore(value, 3m) > 0.9876",
            "ewmean(value, 0.3) > 62.3456",
            "ewmean(pressure, 0.5) < 1.2345",
            "ewzscore(value, 0.2) > 0.7654",
            "flatline(value, 10s)",
            "previous(value) > 62 and value < 60",
            "age(pressure) > 20",
            "age(value) == 0 and pressure > 1",
            "increase(value, 30s) > 10",
            "increase(value, 5s) > 5",
            "increase(pressure, 2m) >= 7",
            "increase(pressure, 20s) - resets(pressure, 40s) < 1",
            "resets(pressure, 1m) > 1",
            "resets(value, 15s) == 1",
            "integral(value, 1m) > 0.3456",
            "integral(pressure, 2m) <= 0.0321",
            "duration(value > 62, 1m) > 25",
            "duration(pressure, 30s) == 20",
            "duration(pressure > 1 and value > 60, 2m) > 40",
            "duration(mean(value, 20s) > 61.987, 45s) < 10",
            "duration(duration(value > 62, 20s) > 10, 1m) >= 15",
            "least(value, pressure * 30) > 58",
            "greatest(pressure, value / 20) > 3.4",
            "if(pressure > 2, value, delta(value)) > 60",
            "if(value > 64 or pressure, previous(pressure), age(pressure)) >= 3",
            "round(value / 4) == 16",
            "sqrt(pressure - 1) > 1.2",
            "ln(pressure) > 0.8",
            "exp(pressure) < 10",
            "pow(pressure, 2) >= 9",
            "not flatline(pressure, 20s)");

    private static final List<String> METRICS =
            List.of("temperature", "temperature", "temperature", "pressure", "noise");

    final long seed;
    private final Random random;
    final List<Rule> rules = new ArrayList<>();
    final List<Sent> inOrder;
    final long end;

    RandomCase(long seed) {
        this.seed = seed;
        random = new Random(seed);
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            rules.add(randomRule("rule-" + i));
        }
        inOrder = randomReadings();
        end = inOrder.get(inOrder.size() - 1).time() + seconds(5L * random.nextInt(30));
    }

    private Rule randomRule(String id) {
        RuleDraft draft = rule(id).metric("temperature");
        int entries = 1 + random.nextInt(3);
        for (int i = 0; i < entries; i++) {
            draft = draft.raise(Severity.ofRank(random.nextInt(4)), randomEntry());
        }
        return draft.clearAfter(random.nextBoolean() ? Duration.ZERO : randomDuration())
                .build();
    }

    private EntryDraft randomEntry() {
        EntryDraft when = when(randomCondition());
        EntryDraft held = when.heldFor(random.nextInt(9) == 0 ? Duration.ZERO : randomDuration());
        EntryDraft silent = silentFor(randomDuration());
        EntryDraft entry = switch (random.nextInt(7)) {
            case 0, 1 -> when;
            case 2, 3 -> held;
            case 4 -> when.times(1 + random.nextInt(4));
            case 5 -> when.times(1 + random.nextInt(4)).within(randomDuration());
            default -> silent;
        };
        EntryDraft ending = switch (random.nextInt(8)) {
            case 0, 1 -> entry.until(randomCondition());
            case 2 -> entry.until(randomCondition(), randomDuration());
            case 3 -> entry == silent || entry == held ? entry : entry.holds(randomDuration());
            default -> entry;
        };
        return entry != silent && random.nextInt(6) == 0 ? ending.keepingUndefined() : ending;
    }

    private String randomCondition() {
        return CONDITIONS.get(random.nextInt(CONDITIONS.size()));
    }

    private Duration randomDuration() {
        return Duration.ofSeconds(5L * (1 + random.nextInt(12)));
    }

    private List<Sent> randomReadings() {
        List<Sent> sent = new ArrayList<>();
        long time = Microseconds.of(Scenario.START);
        double value = 62;
        int count = 20 + random.nextInt(50);
        for (int i = 0; i < count; i++) {
            time += random.nextInt(3) == 0 ? 0 : seconds(5L * (1 + random.nextInt(random.nextInt(10) == 0 ? 20 : 3)));
            String metric = METRICS.get(random.nextInt(METRICS.size()));
            value = random.nextInt(3) == 0 ? value : 56 + random.nextInt(13);
            sent.add(new Sent(time, metric, metric.equals("temperature") ? value : random.nextInt(5)));
        }
        return sent;
    }

    /** The same readings as they may arrive where none is later than this. */
    List<Sent> shuffledWithin(Duration outOfOrder) {
        record Delayed(Sent sent, long arrival) {}
        long most = Microseconds.of(outOfOrder);
        Random delays = new Random(seed);
        return inOrder.stream()
                .map(sent -> new Delayed(sent, sent.time() + (long) (delays.nextDouble() * most)))
                .sorted(Comparator.comparingLong(Delayed::arrival))
                .map(Delayed::sent)
                .toList();
    }

    /**
     * Readings as messages: those of one time may come in one, and the device's clock, the way, and uploads in bulk make
     * each arrive later or earlier than it was measured.
     */
    List<Message> messages(List<Sent> sent) {
        Random by = new Random(seed + 1);
        long clock = seconds(by.nextInt(3) == 0 ? by.nextInt(7200) - 3600 : 0);
        int jitter = by.nextInt(3) * 20;
        boolean inBulk = by.nextInt(3) == 0;
        List<Message> messages = new ArrayList<>();
        long arrival = Long.MIN_VALUE;
        for (int i = 0; i < sent.size(); ) {
            List<Sent> together = new ArrayList<>();
            do {
                together.add(sent.get(i++));
            } while (i < sent.size()
                    && by.nextInt(4) > 0
                    && (sent.get(i).time() == together.get(0).time() || by.nextInt(20) == 0));
            long next = together.get(0).time() + clock + seconds(jitter == 0 ? 0 : by.nextInt(jitter));
            arrival = inBulk && by.nextInt(3) > 0 && arrival != Long.MIN_VALUE ? arrival : Math.max(arrival, next);
            messages.add(new Message(arrival, together));
        }
        return messages;
    }

    /** The same readings, some of them once more a little later. */
    List<Sent> withRepetitions(List<Sent> sent) {
        Random by = new Random(seed + 2);
        List<Sent> repeated = new ArrayList<>(sent);
        for (int i = 0; i < sent.size() / 8; i++) {
            int place = by.nextInt(sent.size());
            repeated.add(Math.min(repeated.size(), place + 1 + by.nextInt(6)), sent.get(place));
        }
        return repeated;
    }

    private static long seconds(long seconds) {
        return seconds * 1_000_000;
    }

    /** All there is to know to redo the case by hand. */
    String timeline(List<?> arrivals) {
        StringBuilder text = new StringBuilder("seed " + seed + "\n");
        rules.forEach(rule -> {
            text.append("  ").append(rule.id()).append(": clear for ").append(rule.clearFor());
            rule.raise().forEach(entry -> text.append("\n    ").append(entry));
            text.append('\n');
        });
        arrivals.forEach(sent -> text.append("  ").append(sent).append('\n'));
        return text.append("  end ")
                .append(Scenario.sinceStart(Microseconds.instant(end)))
                .toString();
    }
}
