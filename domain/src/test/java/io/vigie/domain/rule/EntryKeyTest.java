package io.vigie.domain.rule;

import static io.vigie.domain.rule.EntryKey.FOR;
import static io.vigie.domain.rule.EntryKey.HOLDS;
import static io.vigie.domain.rule.EntryKey.SILENT;
import static io.vigie.domain.rule.EntryKey.TIMES;
import static io.vigie.domain.rule.EntryKey.UNDEFINED;
import static io.vigie.domain.rule.EntryKey.UNTIL;
import static io.vigie.domain.rule.EntryKey.WHEN;
import static io.vigie.domain.rule.EntryKey.WITHIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Array;
import io.vavr.collection.HashMap;
import io.vavr.collection.HashSet;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.collection.Set;
import io.vavr.control.Validation;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class EntryKeyTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final Map<EntryKey, UnaryOperator<EntryDraft>> STEPS = HashMap.of(
            WHEN, draft -> draft.when("value > 4"),
            FOR, draft -> draft.heldFor(MINUTE),
            TIMES, draft -> draft.times(3),
            WITHIN, draft -> draft.within(MINUTE),
            SILENT, draft -> draft.silentFor(MINUTE),
            UNTIL, draft -> draft.until("value < 1"),
            HOLDS, draft -> draft.holds(MINUTE),
            UNDEFINED, EntryDraft::keepingUndefined);

    @Test
    void fiveTriggersMakeAnEntryEachWithTheEndingsAndTheBlindnessThatGoWithIt() {
        Set<Set<EntryKey>> entries =
                combinations().filter(given -> EntryKey.contradictions(given).isEmpty());
        Array<Set<EntryKey>> triggers = Array.of(
                HashSet.of(WHEN),
                HashSet.of(WHEN, FOR),
                HashSet.of(WHEN, TIMES),
                HashSet.of(WHEN, TIMES, WITHIN),
                HashSet.of(SILENT));
        Array<Set<EntryKey>> ending = triggers.appendAll(triggers.map(keys -> keys.add(UNTIL)))
                .appendAll(triggers.filter(keys -> !keys.contains(FOR) && !keys.contains(SILENT))
                        .map(keys -> keys.add(HOLDS)));
        assertThat(entries.toJavaSet())
                .containsExactlyInAnyOrderElementsOf(ending.appendAll(
                        ending.filter(keys -> !keys.contains(SILENT)).map(keys -> keys.add(UNDEFINED))));
    }

    @Test
    void aDraftIsAnEntryThatSaysAllItsKeysOrHasTheDefectsOfTheKeys() {
        assertThat(STEPS.keySet()).containsExactlyInAnyOrder(EntryKey.values());
        for (Set<EntryKey> given : combinations()) {
            EntryDraft draft = given.foldLeft(
                    EntryDraft.EMPTY, (said, key) -> STEPS.get(key).get().apply(said));
            Validation<Seq<RuleDefect>, RaiseEntry> entry = draft.entry(Severity.MINOR);
            Seq<RuleDefect> told = entry.fold(defects -> defects, valid -> Array.empty());
            assertThat(told.asJava())
                    .as(given.toString())
                    .isEqualTo(EntryKey.contradictions(given).asJava());
            if (entry.isValid()) {
                assertThat(wordsIn(entry.get()).toJavaSet()).isEqualTo(given.toJavaSet());
            }
        }
    }

    @Test
    void aKeyIsToldOneDefectAndAnEntryWithoutReasonIsToldSo() {
        assertThat(EntryKey.contradictions(HashSet.of(FOR, TIMES, SILENT)))
                .extracting(RuleDefect::toString)
                .containsExactly(
                        "for: does not go with `silent`, which waits for no reading at all; use an entry of its own",
                        "times: does not go with `silent`, which waits for no reading at all; use an entry of its own");
        assertThat(EntryKey.contradictions(HashSet.of(WITHIN)))
                .extracting(RuleDefect::toString)
                .containsExactly(
                        "`when` or `silent` is missing: an entry says what raises the alarm",
                        "within: needs `times`: so many times within that span; for how long a condition lasts,"
                                + " write `for`");
    }

    /** The keys that the text of an entry names. */
    private static Set<EntryKey> wordsIn(RaiseEntry entry) {
        Array<String> words = Array.of(entry.toString().split(" "));
        return HashSet.of(EntryKey.values()).filter(key -> words.contains(key.word()));
    }

    private static Set<Set<EntryKey>> combinations() {
        return HashSet.ofAll(Array.of(EntryKey.values()).combinations().map(HashSet::ofAll));
    }
}
