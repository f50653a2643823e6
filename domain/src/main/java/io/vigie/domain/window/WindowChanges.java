package io.vigie.domain.window;

import io.vavr.collection.List;
import io.vavr.collection.Seq;

/**
 * What becomes of windows when another book takes the place of theirs. They are known by their names.
 *
 * @param added those that were not there before
 * @param removed those that are there no more; what is open of them is dropped
 * @param changed those that are others than before, whatever of them, those that start afresh included
 * @param startingAfresh those of the changed of which what is open is of no use: they are of other times, or ask for less
 */
public record WindowChanges(Seq<String> added, Seq<String> removed, Seq<String> changed, Seq<String> startingAfresh) {

    /** From one book to another, each in the order of the book it is found in. */
    public static WindowChanges between(WindowBook before, WindowBook after) {
        Seq<WindowDefinition> changed = after.definitions()
                .filter(window -> before.definition(window.name()).exists(former -> !former.equals(window)));
        return new WindowChanges(
                names(after.definitions()
                        .filter(window -> before.definition(window.name()).isEmpty())),
                names(before.definitions()
                        .filter(window -> after.definition(window.name()).isEmpty())),
                names(changed),
                names(changed.filter(window -> before.definition(window.name())
                        .exists(former -> WindowSignature.amongAggregates(
                                        window, WindowSignature.of(former).number())
                                .isEmpty()))));
    }

    private static Seq<String> names(Seq<WindowDefinition> windows) {
        return windows.map(WindowDefinition::name).toList();
    }

    /** Whether the books hold the same, though perhaps in another order. */
    public boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
    }

    /** For a person, such as {@code added a, b; changed c; c starts afresh}. */
    @Override
    public String toString() {
        Seq<String> parts = List.of(
                        told("added ", added, ""), told("removed ", removed, ""), told("changed ", changed, ""))
                .append(told("", startingAfresh, startingAfresh.size() == 1 ? " starts afresh" : " start afresh"))
                .filter(part -> !part.isEmpty());
        return parts.isEmpty() ? "no windows changed" : parts.mkString("; ");
    }

    private static String told(String before, Seq<String> windows, String after) {
        return windows.isEmpty() ? "" : before + windows.mkString(", ") + after;
    }
}
