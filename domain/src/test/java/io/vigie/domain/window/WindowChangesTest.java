package io.vigie.domain.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowChangesTest {

    private static final Aggregate COUNT = Aggregate.Statistic.COUNT;
    private static final Aggregate MEDIAN = new Aggregate.Percentile(50);

    private static WindowDefinition minutes(String name, int size, Aggregate... aggregates) {
        return WindowDefinition.of(name, new WindowSpec.Tumbling(Duration.ofMinutes(size)), aggregates);
    }

    private static String changes(WindowBook before, WindowBook after) {
        return WindowChanges.between(before, after).toString();
    }

    @Test
    void areToldByName() {
        WindowBook before = WindowBook.of(
                minutes("a", 1, COUNT), minutes("b", 1, COUNT), minutes("c", 1, COUNT, MEDIAN), minutes("d", 1, COUNT));
        WindowBook after = WindowBook.of(
                minutes("a", 2, COUNT), minutes("c", 1, COUNT), minutes("d", 1, MEDIAN, COUNT), minutes("e", 1, COUNT));

        assertThat(changes(before, after)).isEqualTo("added e; removed b; changed a, c, d; a, c start afresh");
        assertThat(WindowChanges.between(before, after).isEmpty()).isFalse();
    }

    @Test
    void aWindowThatIsAddedRemovedOrChangedAloneIsOne() {
        WindowBook one = WindowBook.of(minutes("a", 1, COUNT));
        assertThat(List.of(
                        WindowChanges.between(one, WindowBook.EMPTY),
                        WindowChanges.between(WindowBook.EMPTY, one),
                        WindowChanges.between(one, WindowBook.of(minutes("a", 1, MEDIAN)))))
                .noneMatch(WindowChanges::isEmpty);
    }

    @Test
    void anotherOrderIsNone() {
        WindowBook before = WindowBook.of(minutes("a", 1, COUNT), minutes("b", 1, COUNT));
        WindowBook after = WindowBook.of(minutes("b", 1, COUNT), minutes("a", 1, COUNT));

        assertThat(WindowChanges.between(before, after).isEmpty()).isTrue();
        assertThat(changes(before, after)).isEqualTo("no windows changed");
    }
}
