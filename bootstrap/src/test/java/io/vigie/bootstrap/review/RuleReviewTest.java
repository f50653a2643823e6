package io.vigie.bootstrap.review;

import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.rules;
import static io.vigie.domain.rule.Rules.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vavr.control.Option;
import io.vigie.application.plan.PayloadFormat;
import io.vigie.application.port.out.PipelineRefused;
import io.vigie.bootstrap.command.HistoryReview.Readings;
import io.vigie.bootstrap.command.HistoryReview.RuleFile;
import io.vigie.domain.alarm.AlarmId;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.rule.RuleId;
import io.vigie.domain.rule.Severity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleReviewTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String HOSTILE = "</script><img src=x onerror=alert(1)>\u2028&amp;\u001b[2J";

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private static RuleFile hot(double limit) {
        return new RuleFile(
                Path.of("hot-" + limit + ".yaml"),
                rules(rule("hot")
                        .metric("temperature")
                        .raise(Severity.CRITICAL, when("value > " + limit))
                        .message("{device} at {value}")
                        .build()));
    }

    private static String line(String device, int second, double value) {
        String quoted = device.replace("\\", "\\\\").replace("\"", "\\\"").replace("\u001b", "\\u001b");
        return "{\"deviceId\":\"" + quoted + "\",\"metric\":\"temperature\",\"value\":" + value
                + ",\"unit\":\"celsius\",\"timestamp\":\"" + START.plusSeconds(second) + "\"}\n";
    }

    private Path file(String name, String content) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private Readings readings(String path) {
        return new Readings(
                directory.resolve(path).toString(), PayloadFormat.FLAT, Option.none(), Option.none(), Option.none());
    }

    private String backtest(Readings readings, Option<RuleFile> against, Option<Path> page) {
        assertThat(new RuleReview().backtest(hot(80), against, readings, page, new PrintWriter(out)))
                .isZero();
        return out.toString();
    }

    @Test
    void smallFilesAreReadInMemoryAndWhatIsMalformedIsCounted() throws IOException {
        file("in/a.json", line("boiler-1", 0, 70) + line("boiler-1", 10, 90) + "not json\n" + line("boiler-1", 20, 70));
        file("in/_labels.json", "not json\n");
        file("in/.hidden.json", "not json\n");

        assertThat(backtest(readings("in"), Option.none(), Option.none()))
                .contains("3 of 1 devices")
                .contains("rejected  1 messages (malformed 1)")
                .contains("raised 1, escalated 0, deescalated 0, cleared 1; active at the end 0")
                .containsPattern("2026-01-01T00:00:10Z +raised +critical +\\S+ +hot, boiler-1, boiler-1 at 90");
    }

    @Test
    void againstOtherRulesWhatDiffersIsToldWithItsReasons() throws IOException {
        file("in/a.json", line("boiler-1", 0, 85) + line("boiler-1", 10, 95) + line("boiler-1", 20, 70));

        assertThat(backtest(readings("in/a.json"), Option.some(hot(90)), Option.none()))
                .contains("against   new 0, gone 0, changed 1, unchanged 0")
                .contains("changed   hot of boiler-1: raised 10s earlier")
                .contains("critical when value > 80 holds; temperature 85 at 2026-01-01T00:00:00Z")
                .contains("critical when value > 90 holds; temperature 95 at 2026-01-01T00:00:10Z");
    }

    @Test
    void boundsLimitTheReadingsAndTheLastOneIsNotIncluded() throws IOException {
        file("a.json", line("a", 0, 85) + line("a", 10, 70) + line("a", 20, 95));
        Readings all = readings("a.json");

        assertThat(backtest(
                        new Readings(
                                all.path(),
                                all.payload(),
                                Option.some(START.plusSeconds(10)),
                                Option.some(START.plusSeconds(20)),
                                Option.none()),
                        Option.none(),
                        Option.none()))
                .contains("readings  1 of 1 devices")
                .contains("raised 0");
    }

    @Test
    void readingsOfOneTimeCountInTheOrderOfTheirFilesArrivalWhateverTheirNames() throws IOException {
        Files.setLastModifiedTime(file("in/z.json", line("a", 0, 90)), FileTime.from(START));
        Files.setLastModifiedTime(file("in/a.json", line("a", 0, 70)), FileTime.from(START.plusSeconds(60)));

        assertThat(backtest(readings("in"), Option.none(), Option.none()))
                .contains("raised 1")
                .contains("cleared 1");
    }

    @Test
    void aReadingOfTheFarFutureIsToldAndTouchesNoAlarm() throws IOException {
        file(
                "a.json",
                line("a", 0, 90)
                        + line("b", 0, 70)
                        + line("b", 10, 95).replace("2026-01-01", "2099-01-01")
                        + line("a", 20, 90)
                        + line("b", 30, 70));

        assertThat(backtest(readings("a.json"), Option.none(), Option.none()))
                .contains("rejected  1 messages (future 1)")
                .contains("to 2026-01-01T00:00:30Z")
                .contains("raised 1, escalated 0, deescalated 0, cleared 0; active at the end 1");
    }

    @Test
    void whereMuchIsLateThatIsSaidFirstWithTheOutOfOrderThatTakesIt() throws IOException {
        file("a.json", line("a", 60, 70) + line("a", 15, 90) + line("a", 70, 70));

        assertThat(backtest(readings("a.json"), Option.none(), Option.none()))
                .startsWith("late      1 of 3 readings, not evaluated; --time outOfOrder=45s takes them all")
                .contains("raised 0");
        out.getBuffer().setLength(0);
        Readings all = readings("a.json");
        assertThat(backtest(
                        new Readings(all.path(), all.payload(), all.from(), all.to(), Option.some("outOfOrder=45s")),
                        Option.none(),
                        Option.none()))
                .startsWith("rules")
                .contains("time      outOfOrder=45s,late=1h,future=5m,arrival=event")
                .contains("raised 1");
    }

    @Test
    void globsDirectoriesWithinAndCompressedFilesAreRead() throws IOException {
        file("in/site=lyon/a.json", line("a", 0, 90));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream compressed = new GZIPOutputStream(bytes)) {
            compressed.write(line("b", 0, 90).getBytes(StandardCharsets.UTF_8));
        }
        Files.write(file("in/b.json.gz", ""), bytes.toByteArray());

        assertThat(backtest(readings("in"), Option.none(), Option.none())).contains("readings  2 of 2 devices");
        out.getBuffer().setLength(0);
        assertThat(backtest(readings("i*/*.gz"), Option.none(), Option.none())).contains("readings  1 of 1 devices");
    }

    @Test
    void whatHasNoReadingsIsRefusedSayingSo() throws IOException {
        file("in/a.json", "not json\n");
        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(() -> backtest(readings("in"), Option.none(), Option.none()))
                .withMessageContaining("There are no readings in")
                .withMessageContaining("1 messages could not be read");
        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(() -> backtest(readings("absent"), Option.none(), Option.none()))
                .withMessageContaining("There is no ");
        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(
                        () -> backtest(readings("in"), Option.none(), Option.some(directory.resolve("no/such/r.html"))))
                .withMessageContaining("there is no directory");
    }

    @Test
    void noNameBreaksOutOfThePageOrReachesTheTerminalAsACommand() throws IOException {
        file("a.json", line(HOSTILE, 0, 90));
        Path page = directory.resolve("r.html");

        String text = backtest(readings("a.json"), Option.some(hot(90)), Option.some(page));
        String html = Files.readString(page);

        assertThat(text).doesNotContain("\u001b").contains("</script><img src=x onerror=alert(1)>");
        assertThat(html).doesNotContain("<img").doesNotContain("\u2028");
        assertThat(html.split("</script>", -1)).hasSize(4);
        assertThat(data(html)).contains("\\u003c/script\\u003e\\u003cimg src=x");
    }

    @Test
    void thePageCarriesAllItNeedsAndMayLoadNothing() throws IOException {
        file("a.json", line("boiler-1", 0, 70) + line("boiler-1", 10, 90));
        Path page = directory.resolve("r.html");
        backtest(readings("a.json"), Option.none(), Option.some(page));
        String html = Files.readString(page);

        assertThat(html)
                .contains("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .contains("prefers-color-scheme: dark")
                .contains("The MIT License (MIT)")
                .contains("var uPlot=");
        assertThat(html).doesNotContainPattern("(?i)<link|<iframe|<img|<base|\\ssrc\\s*=|@import|url\\(");
        Matcher policy = Pattern.compile("Content-Security-Policy\" content=\"([^\"]*)\"")
                .matcher(html);
        assertThat(policy.find()).isTrue();
        assertThat(policy.group(1))
                .startsWith("default-src 'none'")
                .doesNotContain("unsafe")
                .doesNotContain("http");
        assertThat(data(html))
                .contains("\"values\":[70,90]")
                .contains("\"text\":\"value \\u003e 80\"")
                .contains("\"spans\":[{\"from\":1767225610000,\"severity\":\"critical\"}]");
    }

    private static String data(String html) {
        Matcher data = Pattern.compile("<script id=\"data\" type=\"application/json\">(.*?)</script>", Pattern.DOTALL)
                .matcher(html);
        assertThat(data.find()).isTrue();
        return data.group(1);
    }

    @Test
    void anAlarmIsExplainedWithItsRulesPlace() throws IOException {
        file("a.json", line("boiler-1", 0, 70) + line("boiler-1", 10, 90) + line("boiler-1", 20, 70));
        AlarmId alarm = AlarmId.of(new RuleId("hot"), new DeviceId("boiler-1"), START.plusSeconds(10));

        assertThat(explain(alarm)).isZero();
        assertThat(out.toString())
                .contains("hot of boiler-1")
                .contains("rule      hot (rules.yaml:7)")
                .contains("value > 80 is true")
                .contains("→ raised critical")
                .contains("→ cleared critical")
                .contains("near misses before it: none");
    }

    @Test
    void anUnknownAlarmIsAnAnswerToo() throws IOException {
        file("a.json", line("boiler-1", 0, 70));
        assertThat(explain(new AlarmId("unknown"))).isEqualTo(1);
        assertThat(err.toString()).contains("raise no alarm unknown over");
        assertThat(out.toString()).isEmpty();
    }

    private int explain(AlarmId alarm) {
        return new RuleReview()
                .explain(
                        hot(80),
                        rule -> Option.some("rules.yaml:7"),
                        readings("a.json"),
                        alarm,
                        new PrintWriter(out),
                        new PrintWriter(err));
    }
}
