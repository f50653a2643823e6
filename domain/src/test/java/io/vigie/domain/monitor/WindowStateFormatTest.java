package io.vigie.domain.monitor;

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
    private static final String VERSION_2 =
            "0282f6e2a489d2a306010c74656d7065726174757265ff8dce1c4008000000000000003ff0000000000000ff8dce1c00"
                    + "000001097072657373757265010200401c0000000000000003066669786564d4ad3ce7a0a52f5d4700ffd9c4090001ff"
                    + "d9c40901ffd9c40982c2d72f014018000000000000401800000000000040180000000000004018000000000000000000"
                    + "000000000000014018000000000000067472656e6402a17cdb319956a66f00ffe7922601fff5e04282b4891302401000"
                    + "00000000003ff0000000000000400800000000000001ffe7922602fff5e04282b4891302402600000000000040140000"
                    + "000000004018000000000000ffd9c40982d0a54c01401800000000000040180000000000004018000000000000066275"
                    + "727374df44140853b6971e48000001fff5e042828ece1c0240100000000000003ff00000000000004008000000000000"
                    + "010001ff9b9c3982efb934024026000000000000401400000000000040180000000000008ef83694";

    /** What version 10 wrote for it. */
    private static final String VERSION_10 =
            "0a82f6e2a489d2a30600ff8dce1cd20fd20fd0bce20400010c74656d7065726174757265ff8dce1c4008000000000000"
                    + "003ff0000000000000ff8dce1c00000001097072657373757265020201401c00000000000000fface204024018000000"
                    + "0000000003066669786564d4ad3ce7a0a52f5d8401000001fff5e042ffd9c4090240100000000000003ff00000000000"
                    + "0040080000000000004000000000000000400000000000000000023ff00000000000004008000000000000010001fff5"
                    + "e042ffd9c409014014000000000000401400000000000040140000000000004014000000000000000000000000000000"
                    + "014014000000000000067472656e6402a17cdb319956a64e00ffe7922601fff5e04282b489130240100000000000003f"
                    + "f0000000000000400800000000000001ffe7922601fff5e04282b4891301401400000000000040140000000000004014"
                    + "000000000000066275727374df44140853b6971e45000001fff5e042828ece1c0240100000000000003ff00000000000"
                    + "004008000000000000010001ff9b9c3902014014000000000000401400000000000040140000000000000bfa5fbd";

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
        WindowScenario fromOld =
                empty().continuesFrom(HexFormat.of().parseHex(VERSION_10)).sends("10m", 0);
        assertThat(fromOld.windows)
                .isEqualTo(goesOn.windows.subList(before, goesOn.windows.size()))
                .hasSizeGreaterThan(5);
    }

    /** When it was written, the clock had completed the windows that end by 75 s; now it does that 20 s later. */
    @Test
    void ofBeforeDevicesHadLagsIsReadForEver() {
        assertThat(empty().continuesFrom(HexFormat.of().parseHex(VERSION_2))
                        .sends("10m", 0)
                        .told())
                .containsExactly(
                        "fixed temperature 1m..2m count=1 p50=7 stddev=NaN",
                        "trend temperature 0s..90s sum=11",
                        "trend temperature 1m..150s sum=7",
                        "burst temperature 0s..130s count=3 max=7",
                        "fixed pressure 1m..2m count=1 p50=6 stddev=NaN",
                        "trend pressure 0s..90s sum=11",
                        "trend pressure 1m..150s sum=6",
                        "burst pressure 10s..125s count=2 max=6");
    }

    @Test
    void isWhatIsWritten() {
        assertThat(HexFormat.of().formatHex(rememberingAll().bytes())).isEqualTo(VERSION_10);
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
                scenario.continuesFrom(sealed.toBytes());
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
            assertThatIllegalStateException().isThrownBy(() -> scenario.continuesFrom(cut));
        }
    }
}
