package io.vigie.domain.monitor;

import static io.vigie.domain.monitor.Scenario.BOILER;
import static io.vigie.domain.monitor.Scenario.duration;
import static io.vigie.domain.monitor.WindowScenario.hopping;
import static io.vigie.domain.monitor.WindowScenario.session;
import static io.vigie.domain.monitor.WindowScenario.tumbling;
import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.rules;
import static io.vigie.domain.rule.Rules.when;
import static io.vigie.domain.rule.Severity.MINOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.vigie.domain.encoding.ByteWriter;
import io.vigie.domain.rule.RuleBook;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The second version of the state's format, in which there are windows. */
class WindowStateFormatTest {

    private static final RuleBook RULES = rules(rule("hot")
            .metric("temperature")
            .raise(MINOR, when("value > 5").heldFor(duration("30s")))
            .build());

    /**
     * What version 2 wrote for {@link #rememberingAll}. States like it are in people's checkpoints: these bytes stay as
     * they are, for ever readable.
     */
    private static final String VERSION_2 = "PINNED";

    private static WindowScenario empty() {
        return WindowScenario.watching(
                RULES,
                "20s",
                tumbling("1m", "count", "p50", "stddev"),
                hopping("90s", "1m", "sum"),
                session("1m", "count", "max"));
    }

    private static WindowScenario rememberingAll() {
        return empty().sends("0s", 1)
                .sends("10s", "pressure", 5)
                .sends("40s", 3)
                .sends("70s", 7)
                .sends("65s", "pressure", 6)
                .clockAt("75s");
    }

    @Test
    void isReadForEver() {
        WindowScenario goesOn = rememberingAll();
        int before = goesOn.windows.size();
        goesOn.sends("10m", 0);
        WindowScenario fromOld = empty().continuesFrom(HexFormat.of().parseHex(VERSION_2)).sends("10m", 0);
        assertThat(fromOld.windows)
                .isEqualTo(goesOn.windows.subList(before, goesOn.windows.size()))
                .hasSizeGreaterThan(5);
    }

    @Test
    void isWhatIsWritten() {
        assertThat(HexFormat.of().formatHex(rememberingAll().bytes())).isEqualTo(VERSION_2);
    }

    @Test
    void isNothingWorseThanAnIllegalStateWhereItIsDamaged() {
        WindowScenario scenario = rememberingAll();
        byte[] bytes = scenario.bytes();
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged =
                    Arrays.copyOf(bytes, random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length - 4);
            for (int flips = random.nextInt(4); flips >= 0 && damaged.length > 1; flips--) {
                damaged[1 + random.nextInt(damaged.length - 1)] = (byte) random.nextInt();
            }
            ByteWriter sealed = new ByteWriter();
            for (byte each : damaged) {
                sealed.writeByte(each);
            }
            sealed.writeChecksum();
            try {
                StateFormat.read(scenario.monitor(), BOILER, sealed.toBytes());
            } catch (IllegalStateException expected) {
                assertThat(expected).hasMessageContaining("boiler-1");
            }
        }
    }

    @Test
    void isNoticedWhereItIsCutOff() {
        WindowScenario scenario = rememberingAll();
        byte[] bytes = scenario.bytes();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatIllegalStateException().isThrownBy(() -> StateFormat.read(scenario.monitor(), BOILER, cut));
        }
    }
}
