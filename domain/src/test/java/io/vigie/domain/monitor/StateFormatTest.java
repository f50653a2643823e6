package io.vigie.domain.monitor;

import static io.vigie.domain.monitor.Scenario.duration;
import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.silentFor;
import static io.vigie.domain.rule.Rules.when;
import static io.vigie.domain.rule.Severity.CRITICAL;
import static io.vigie.domain.rule.Severity.MAJOR;
import static io.vigie.domain.rule.Severity.MINOR;
import static io.vigie.domain.rule.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.vavr.collection.Array;
import io.vavr.control.Option;
import io.vigie.domain.encoding.ByteWriter;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.RuleDraft;
import io.vigie.domain.rule.RuleId;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StateFormatTest {

    /** Rules that together remember everything that there is to remember. */
    private static final Rule[] RULES = {
        rule("steps")
                .metric("temperature")
                .raise(MAJOR, when("value > 80").until("value < 70"))
                .raise(WARNING, when("value > 60").heldFor(duration("30s")))
                .clearAfter(duration("1m"))
                .build(),
        rule("counts")
                .metric("temperature")
                .raise(MINOR, when("value > 60").times(3))
                .raise(MAJOR, when("value > 60").times(2).within(duration("5m")))
                .build(),
        rule("functions")
                .raise(WARNING, when("mean(temperature, 1m) > 60 and pressure > 3"))
                .raise(MINOR, when("ewzscore(temperature, 0.5) > 3 or ewmean(temperature, 0.25) > 90"))
                .raise(MINOR, when("delta(temperature) > 30 or flatline(temperature, 30s)"))
                .build(),
        rule("silent")
                .metric("temperature")
                .raise(CRITICAL, silentFor(duration("10m")))
                .build(),
    };

    /** Rules that remember what version 1 could not. */
    private static final Rule[] ENDINGS = {
        rule("ends")
                .metric("temperature")
                .raise(WARNING, when("value > 62").until("value < 64", duration("5m")))
                .raise(MINOR, when("value > 80").holds(duration("4m")))
                .raise(MAJOR, when("delta(pressure) > 3").times(2).keepingUndefined())
                .build(),
        rule("quiet")
                .metric("temperature")
                .raise(MINOR, silentFor(duration("2m")).until("value > 62", duration("1m")))
                .build(),
    };

    private static Scenario endings() {
        return Scenario.under(
                new TimePolicy(duration("20s"), duration("1m"), duration("5m"))
                        .duplicates(Option.some(duration("10m"))),
                Array.of(RULES).appendAll(Array.of(ENDINGS)).toJavaArray(Rule[]::new));
    }

    /** Its lag is 3 s at the end, and it has found a reading repeated and one late. */
    private static Scenario rememberingEndings() {
        return endings()
                .sends("61 85 65 62 55 61 63 63")
                .receives("71s", "65s pressure 4, 10s temperature 85, 20s temperature 66")
                .clockAt("88s")
                .receives("88s", "85s temperature 62, 86s humidity 3");
    }

    private static Scenario rememberingAll() {
        return Scenario.outOfOrder("20s", RULES)
                .sends("61 85 65 62 55 61 63 63")
                .sends("65s", "pressure", 4)
                .sends("58s", "temperature", 50);
    }

    /** Rules that ask for what the first versions had no place for. */
    private static final Rule[] MORE_RULES = {
        rule("counter")
                .metric("temperature")
                .raise(MINOR, when("increase(value, 30s) >= 20"))
                .raise(MAJOR, when("resets(value, 1m) > 1 and max(value, 1m) > 0"))
                .build(),
        rule("times")
                .metric("temperature")
                .raise(MINOR, when("duration(value > 10, 1m) > 15"))
                .raise(MAJOR, when("duration(duration(value > 10, 20s) > 5, 40s) < 10"))
                .build(),
        rule("before").raise(MINOR, when("previous(temperature) < 10")).build(),
    };

    private static Scenario rememberingMore() {
        return Scenario.of(MORE_RULES).sends("5 30 11 9 9 4 12 10");
    }

    @Nested
    class Versions {

        /** What version 13 wrote for {@link #rememberingEndings}, to be read for ever as well. */
        private static final String VERSION_13 =
                "0d828684b489d2a306809bee02ffbc83148292f4018292f4010003030c74656d70657261747572650aff858252404e80"
                        + "0000000000ffabbd484055400000000000ffd1f83e4050400000000000ffd1f83e4050800000000000fff7b335404f00"
                        + "0000000000ff9def2b404b800000000000ffc3aa22404e800000000000ffe9e518404f800000000000ff8fa10f404f80"
                        + "0000000000ff887a404f00000000000009707265737375726501ffbc831440100000000000000968756d696469747901"
                        + "024008000000000000020c74656d7065726174757265ffe9e518404f8000000000000863656c73697573404e80000000"
                        + "0000ffe9e518023fe000000000000007404ee80000000000402ece00000000007ff80000000000003fd0000000000000"
                        + "07404f4040000000004043acbfe00000007ff800000000000006ffabbd484055400000000000ffd1f83e405040000000"
                        + "0000fff7b335404f000000000000ff9def2b404b800000000000ffc3aa22404e800000000000ffe9e518404f80000000"
                        + "0000ffc3aa2200097072657373757265ffbc831440100000000000000863656c736975737ff8000000000000ffbc8314"
                        + "000000000006067374657073000000469a1598e901ffabbd48ff9def2bfff7b335ffabbd48010102000004ffc3aa2201"
                        + "404e8000000000000007636f756e747300000044d933151e03ffabbd4800ffabbd48ffabbd480101020002ffc3aa2201"
                        + "404e800000000000ffe9e51801404f8000000000000302ffc3aa2201404e800000000000ffe9e51801404f8000000000"
                        + "000a66756e6374696f6e73fffbd8a220d43b8e01ffbc831400ffbc8314ffbc83140102030300000000000773696c656e"
                        + "7400000001e6086d42000000000000010104ffe9e5180100000000000000000005656e6473fffbd8a212869a4a02ffab"
                        + "bd4800ffabbd48ffabbd480102031bfff7b3350006ffabbd4801405540000000000000000006717569657400000001e6"
                        + "086d4200000000000001010cffe9e5180100000000000000000003ff8fa10f01404f8000000000000863656c73697573"
                        + "ff887a01404f0000000000000863656c7369757302003ffc62922da5e02b0073580944";

        /**
         * What version 1 wrote for {@link #rememberingAll}. States like it are in people's checkpoints: these bytes
         * stay as they are, for ever readable.
         */
        private static final String VERSION_1 =
                "0182f6e2a489d2a306020c74656d7065726174757265ffb38913404e8000000000000863656c73697573404b80000000"
                        + "0000ffb38913023fe000000000000006404e500000000000403bfc00000000007ff80000000000003fd0000000000000"
                        + "06404f2b0000000000404a2d8e000000007ff800000000000006fff5e042404e800000000000ff9b9c39405540000000"
                        + "0000ffc1d72f4050400000000000ffe79226404f000000000000ff8dce1c404b800000000000ffb38913404e80000000"
                        + "00000970726573737572650003067374657073000000469a1598e901ff9b9c39ff8dce1c0102000004ffb3891301404e"
                        + "8000000000000007636f756e747300000044d933151e03ff9b9c390001020001ffb3891301404e8000000000000302ff"
                        + "e7922601404f000000000000ffb3891301404e8000000000000773696c656e7400000001e6086d42000000010104ffb3"
                        + "89130100000000000000000004ffd9c40900404f8000000000000863656c736975730200404f8000000000000863656c"
                        + "73697573fface2040140100000000000000863656c73697573ffebb80b0040490000000000000863656c736975735ada"
                        + "7832";

        @Test
        void theFirstIsReadForEver() {
            Scenario goesOn = rememberingAll();
            int before = goesOn.transitions().size();
            goesOn.sends("80s", "temperature", 64)
                    .sends("2m", "temperature", 40)
                    .endsAt("20m");
            Scenario fromOld = Scenario.outOfOrder("20s", RULES)
                    .continuesFrom(HexFormat.of().parseHex(VERSION_1));
            fromOld.sends("80s", "temperature", 64)
                    .sends("2m", "temperature", 40)
                    .endsAt("20m");
            assertThat(fromOld.transitions())
                    .isEqualTo(goesOn.transitions()
                            .subList(before, goesOn.transitions().size()))
                    .hasSizeGreaterThan(3);
        }

        /** What version 15 wrote for {@link #rememberingMore}. */
        private static final String VERSION_15 =
                "0f82f6e2a489d2a306000002020001010c74656d70657261747572650240240000000000000863656c73697573402800"
                        + "00000000000200000007ff9b9c39403e000000000000ffc1d72f4026000000000000ffe792264022000000000000ff8d"
                        + "ce1c4022000000000000ffb389134010000000000000ffd9c4094028000000000000024024000000000000ffd9c40901"
                        + "0740140000000000007ff800000000000040220000000000004022000000000000401000000000000040260000000000"
                        + "007ff800000000000001402800000000000007021a76616c7565203e203130206f662074656d70657261747572650002"
                        + "ffe7922680b489130280dac4092d6475726174696f6e2876616c7565203e2031302c2032307329203e2035206f662074"
                        + "656d70657261747572650201ffb38913808ece1c0308636f756e74657200000046fefa48930302000202010102000003"
                        + "000674696d657300000046fefa489302fff5e04200ffe79226fff5e04201010203000000076265666f7265000000024a"
                        + "8b31ab00000002ff8dce1c010101000000ba825a00";

        /** What version 7 wrote for {@link #rememberingMore}; it stays as it is, too. */
        private static final String VERSION_7 =
                "0782f6e2a489d2a306010c74656d70657261747572650240240000000000000863656c73697573402800000000000002"
                        + "00000007ff9b9c39403e000000000000ffc1d72f4026000000000000ffe792264022000000000000ff8dce1c40220000"
                        + "00000000ffb389134010000000000000ffd9c4094028000000000000024024000000000000ffd9c40901074014000000"
                        + "0000007ff800000000000040220000000000004022000000000000401000000000000040260000000000007ff8000000"
                        + "00000001402800000000000007021a76616c7565203e203130206f662074656d70657261747572650002ffe7922680b4"
                        + "89130280dac4092d6475726174696f6e2876616c7565203e2031302c2032307329203e2035206f662074656d70657261"
                        + "747572650201ffb38913808ece1c0208636f756e74657200000046fefa48930302000102000003000674696d65730000"
                        + "0046fefa489302fff5e0420001020300000000409c62fb";

        @Test
        void theOneWithMoreIsReadForEver() {
            Scenario goesOn = rememberingMore();
            int before = goesOn.transitions().size();
            Scenario fromOld =
                    Scenario.of(MORE_RULES).continuesFrom(HexFormat.of().parseHex(VERSION_7));
            Scenario fromNew =
                    Scenario.of(MORE_RULES).continuesFrom(HexFormat.of().parseHex(VERSION_15));
            for (Scenario each : List.of(goesOn, fromOld, fromNew)) {
                each.sends("75s", "temperature", 9)
                        .sends("80s", "temperature", 30)
                        .sends("3m", "temperature", 20);
            }
            assertThat(fromOld.transitions())
                    .isEqualTo(fromNew.transitions())
                    .isEqualTo(goesOn.transitions()
                            .subList(before, goesOn.transitions().size()))
                    .hasSizeGreaterThan(3);
        }

        @Test
        void theOneWithMoreIsWhatIsWritten() {
            assertThat(HexFormat.of().formatHex(rememberingMore().bytes())).isEqualTo(VERSION_15);
        }

        @Test
        void theNinthIsWhatIsWrittenWhereNoMoreIsAskedFor() {
            assertThat(Scenario.of(RULES[0], RULES[1], RULES[3])
                            .sends("61 85 65")
                            .bytes())
                    .startsWith(9);
        }

        @Test
        void theOneWithEndingsIsReadForEver() {
            Scenario goesOn = rememberingEndings();
            int before = goesOn.transitions().size();
            goOn(goesOn);
            Scenario fromOld = endings().continuesFrom(HexFormat.of().parseHex(VERSION_13));
            goOn(fromOld);
            assertThat(fromOld.transitions())
                    .isEqualTo(goesOn.transitions()
                            .subList(before, goesOn.transitions().size()))
                    .hasSizeGreaterThan(5);
        }

        private void goOn(Scenario scenario) {
            scenario.receives("82s", "67s temperature 63, 80s temperature 64")
                    .receives("3m", "2m temperature 40")
                    .endsAt("30m");
        }

        @Test
        void theOneWithEndingsIsWhatIsWritten() {
            assertThat(HexFormat.of().formatHex(rememberingEndings().bytes())).isEqualTo(VERSION_13);
        }

        @Test
        void anUnknownOneIsRefusedWithWhatToDo() {
            byte[] bytes = rememberingAll().bytes();
            bytes[0] = 17;
            assertThatIllegalStateException()
                    .isThrownBy(() -> rememberingAll().continuesFrom(bytes))
                    .withMessage("The state of device boiler-1 is of version 17; this version of Vigie reads versions 1"
                            + " to 16. Go on with the version of Vigie that wrote it, or start from a new checkpoint.");
        }
    }

    @Nested
    class Damage {

        private final Scenario scenario = rememberingAll();
        private final byte[] bytes = rememberingAll().bytes();

        @Test
        void isToldWithTheDeviceAndWhatToDo() {
            bytes[20]++;
            assertThatIllegalStateException()
                    .isThrownBy(() -> scenario.continuesFrom(bytes))
                    .withMessage("The state of device boiler-1 is damaged: What was kept does not have the checksum"
                            + " that it was written with. Restore the checkpoint from a backup, or start from a new"
                            + " one.");
        }

        @Test
        void ofAnyBitIsNoticed() {
            for (int bit = 0; bit < bytes.length * 8; bit++) {
                byte[] damaged = bytes.clone();
                damaged[bit / 8] ^= (byte) (1 << bit % 8);
                assertThatIllegalStateException().isThrownBy(() -> scenario.continuesFrom(damaged));
            }
        }

        @Test
        void thatCutsBytesOffIsNoticed() {
            for (int length = 0; length < bytes.length; length++) {
                byte[] cut = Arrays.copyOf(bytes, length);
                assertThatIllegalStateException().isThrownBy(() -> scenario.continuesFrom(cut));
            }
        }

        @Test
        void behindAChecksumThatFitsIsNothingWorseThanAnIllegalState() {
            assertNothingWorse(scenario, bytes);
            assertNothingWorse(rememberingMore(), rememberingMore().bytes());
        }

        private static void assertNothingWorse(Scenario scenario, byte[] bytes) {
            Random random = new Random(7);
            for (int i = 0; i < 20_000; i++) {
                byte[] damaged =
                        Arrays.copyOf(bytes, random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length - 4);
                for (int flips = random.nextInt(4); flips >= 0 && damaged.length > 1; flips--) {
                    damaged[1 + random.nextInt(damaged.length - 1)] = (byte) random.nextInt();
                }
                byte[] sealed = sealed(damaged);
                try {
                    scenario.continuesFrom(sealed);
                } catch (IllegalStateException expected) {
                    assertThat(expected).hasMessageContaining("boiler-1");
                }
            }
        }

        private static byte[] sealed(byte[] bytes) {
            ByteWriter out = new ByteWriter();
            for (byte each : bytes) {
                out.writeByte(each);
            }
            out.writeChecksum();
            return out.toBytes();
        }
    }

    @Nested
    class EditsOfRules {

        private final RuleDraft steps = rule("steps").metric("temperature");
        private final Rule before = steps.raise(WARNING, when("value > 60").until("value < 50"))
                .raise(MAJOR, when("value > 80").heldFor(duration("30s")))
                .build();

        @Test
        void toLimitsDurationsSeveritiesAndTextsKeepTheState() {
            Rule after = steps.raise(MINOR, when("value > 70").until("value < 40"))
                    .raise(CRITICAL, when("value > 75").heldFor(duration("40s")))
                    .clearAfter(duration("5s"))
                    .message("now {value}")
                    .build();
            Scenario scenario = Scenario.of(before)
                    .sends("61 81 55")
                    .sends("30s", "temperature", 81)
                    .restartsWith(after);
            assertThat(scenario.device().startedAfresh()).isEmpty();
            assertThat(scenario.sends("70s", "temperature", 81)
                            .sends("80s", "temperature", 39)
                            .endsAt("10m")
                            .told())
                    .containsExactly("0s raised warning", "70s escalated critical", "85s cleared critical");
        }

        @Test
        void thatMakeARunLongEnoughFindItsDeadline() {
            Rule after = steps.raise(WARNING, when("value > 60").until("value < 50"))
                    .raise(MAJOR, when("value > 80").heldFor(duration("15s")))
                    .build();
            assertThat(Scenario.of(before)
                            .sends("81")
                            .restartsWith(after)
                            .clockAt("20s")
                            .told())
                    .containsExactly("0s raised warning", "15s escalated major");
        }

        @Test
        void thatTakeClearAwayEndAnAlarmThatWaitedForItOnce() {
            RuleDraft hot = steps.raise(WARNING, when("value > 60"));
            assertThat(Scenario.of(hot.clearAfter(duration("1m")).build())
                            .sends("61 50")
                            .restartsWith(hot.build())
                            .sends("10s", "temperature", 50)
                            .endsAt("1h")
                            .told())
                    .containsExactly("0s raised warning", "10s cleared warning");
        }

        @Test
        void thatReadAnotherMetricStartTheRuleAfreshAndSaySo() {
            Rule after = steps.raise(
                            WARNING, when("value > 60 and pressure > 1").until("value < 50"))
                    .raise(MAJOR, when("value > 80").heldFor(duration("30s")))
                    .build();
            Scenario scenario = Scenario.of(before).sends("81 81").restartsWith(after);
            assertThat(scenario.device().startedAfresh()).containsExactly(new RuleId("steps"));
            assertThat(scenario.device().activeAlarms()).isZero();
            assertThat(scenario.device().forgottenAlarms())
                    .containsExactly(new ForgottenAlarm(new RuleId("steps"), WARNING));
            assertThat(scenario.sends("30s", "temperature", 81).told()).containsExactly("0s raised warning");
        }

        @Test
        void toTheConditionOfADurationBeginItAtZeroAndKeepTheRest() {
            Rule above =
                    steps.raise(MINOR, when("duration(value > 60, 1h) >= 20")).build();
            Rule otherLimit =
                    steps.raise(MINOR, when("duration(value > 70, 1h) >= 20")).build();
            Rule otherSpan =
                    steps.raise(MINOR, when("duration(value > 60, 2h) >= 30")).build();
            Scenario raised = Scenario.of(above).sends("81 81 81").restartsWith(otherLimit);
            assertThat(raised.device().activeAlarms()).isEqualTo(1);
            assertThat(raised.sends("30s", "temperature", 81)
                            .sends("49s", "temperature", 81)
                            .sends("50s", "temperature", 81)
                            .told())
                    .containsExactly("20s raised minor", "30s cleared minor", "50s raised minor");
            assertThat(Scenario.of(above)
                            .sends("81 81")
                            .restartsWith(otherSpan)
                            .sends("29s", "temperature", 81)
                            .sends("30s", "temperature", 81)
                            .told())
                    .containsExactly("30s raised minor");
        }

        @Test
        void toAnotherKindOfTriggerStartTheRuleAfresh() {
            Rule after = steps.raise(WARNING, when("value > 60").until("value < 50"))
                    .raise(MAJOR, when("value > 80").times(2))
                    .build();
            assertThat(Scenario.of(before)
                            .sends("81")
                            .restartsWith(after)
                            .device()
                            .startedAfresh())
                    .containsExactly(new RuleId("steps"));
        }

        @Test
        void thatDropARuleDropWhatItRemembered() {
            Rule other = rule("other")
                    .metric("temperature")
                    .raise(MINOR, when("value > 60"))
                    .build();
            Scenario scenario = Scenario.of(before, other).sends("81").restartsWith(other);
            assertThat(scenario.device().activeAlarms()).isEqualTo(1);
            assertThat(scenario.device().startedAfresh()).isEmpty();
            assertThat(scenario.device().forgottenAlarms())
                    .containsExactly(new ForgottenAlarm(new RuleId("steps"), WARNING));
            assertThat(scenario.sends("10s", "temperature", 50).told())
                    .containsExactly("0s steps raised warning", "0s other raised minor", "10s other cleared minor");
        }

        @Test
        void thatAddARuleLeaveTheOthersAsTheyWere() {
            Rule other = rule("other")
                    .metric("pressure")
                    .raise(MINOR, when("value > 60"))
                    .build();
            assertThat(Scenario.of(before)
                            .sends("81")
                            .restartsWith(other, before)
                            .sends("10s", "temperature", 40)
                            .told())
                    .containsExactly("0s raised warning", "10s cleared warning");
        }

        @Test
        void toTimesKeepTheLatestOnes() {
            Rule five = steps.raise(MINOR, when("value > 60").times(5)).build();
            Rule three = steps.raise(MINOR, when("value > 60").times(3)).build();
            assertThat(Scenario.of(three)
                            .sends("61 61")
                            .restartsWith(five)
                            .sends("61 61 61")
                            .told())
                    .containsExactly("40s raised minor");
            assertThat(Scenario.of(five)
                            .sends("61 61 61 61")
                            .restartsWith(three)
                            .sends("61")
                            .told())
                    .containsExactly("40s raised minor");
        }
    }

    @Test
    void aDeviceThatHasSentNothingTakesFewBytes() {
        Scenario fresh = Scenario.of(RULES);
        assertThat(fresh.bytes()).hasSizeLessThan(20);
        assertThatCode(() -> fresh.restarts().sends("61")).doesNotThrowAnyException();
    }

    @Test
    void readingsThatNoFunctionLooksBackToAreForgotten() {
        Rule mean = rule("mean")
                .metric("temperature")
                .raise(MINOR, when("mean(value, 1m) > 60"))
                .build();
        assertThat(Scenario.of(mean).sends("50x5000").bytes()).hasSizeLessThan(200);
    }

    @Test
    void aStateReadIsWrittenAsTheSameBytes() {
        assertThat(rememberingMore().restarts().bytes())
                .isEqualTo(rememberingMore().bytes());
        assertThat(rememberingAll().restarts().bytes())
                .isEqualTo(rememberingAll().bytes());
    }
}
