package io.vigie.bootstrap.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import io.vigie.application.ruletest.ArrivalOrder;
import io.vigie.application.ruletest.ExpectedTransition;
import io.vigie.application.ruletest.RuleTest;
import io.vigie.application.ruletest.TestOutcome;
import io.vigie.application.ruletest.Timeline;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.rule.RuleId;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class JUnitReportTest {

    private static final String HOSTILE = "<&>\"' \u0000\u0008\uFFFE \ud83d\ude00 ]]> é \ud800 end";

    @Test
    void suitesAndCasesCarryTheirNumbers() throws Exception {
        Element root = parsed(JUnitReport.text(List.of(
                        new JUnitReport.Suite("a.yaml", List.of(passed("one", 1_500), failed("two", 250))),
                        new JUnitReport.Suite("b.yaml", List.of(passed("three", 1))))))
                .getDocumentElement();
        assertThat(root.getTagName()).isEqualTo("testsuites");
        assertThat(root.getAttribute("tests")).isEqualTo("3");
        assertThat(root.getAttribute("failures")).isEqualTo("1");
        assertThat(root.getAttribute("time")).isEqualTo("1.751000");
        Element suite = (Element) root.getElementsByTagName("testsuite").item(0);
        assertThat(suite.getAttribute("name")).isEqualTo("a.yaml");
        assertThat(suite.getAttribute("tests")).isEqualTo("2");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        Element second = (Element) suite.getElementsByTagName("testcase").item(1);
        assertThat(second.getAttribute("classname")).isEqualTo("a.yaml");
        assertThat(second.getAttribute("name")).isEqualTo("two");
        assertThat(second.getAttribute("time")).isEqualTo("0.250000");
        Element failure = (Element) second.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message")).isEqualTo("1 missing");
        assertThat(failure.getTextContent()).startsWith("a.yaml:3:5\n").contains("expected", "actual", "(nothing)");
        assertThat(suite.getElementsByTagName("failure").getLength()).isEqualTo(1);
    }

    @Test
    void anyTextMakesValidXml() throws Exception {
        Document document =
                parsed(JUnitReport.text(List.of(new JUnitReport.Suite(HOSTILE + "\n", List.of(failed(HOSTILE, 1))))));
        Element test = (Element) document.getElementsByTagName("testcase").item(0);
        assertThat(test.getAttribute("name")).isEqualTo("<&>\"' \uFFFD\uFFFD\uFFFD \ud83d\ude00 ]]> é \uFFFD end");
        assertThat(test.getAttribute("classname")).endsWith("end ");
    }

    @Test
    void directoriesOnTheWayAreMade(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("reports/deep/rules.xml");
        JUnitReport.write(file, List.of());
        assertThat(Files.readString(file)).startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        assertThat(file).isRegularFile();
    }

    private static Document parsed(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static JUnitReport.Case passed(String name, long millis) {
        return new JUnitReport.Case(outcome(name, Vector.empty()), Duration.ofMillis(millis));
    }

    private static JUnitReport.Case failed(String name, long millis) {
        return new JUnitReport.Case(
                outcome(
                        name,
                        Vector.of(new ExpectedTransition(
                                Instant.EPOCH,
                                new RuleId("r"),
                                new DeviceId(name),
                                "raised",
                                Option.none(),
                                Option.none(),
                                Option.none(),
                                Option.none()))),
                Duration.ofMillis(millis));
    }

    private static TestOutcome outcome(String name, Vector<ExpectedTransition> expected) {
        return new TestOutcome(
                new RuleTest(
                        name,
                        "a.yaml:3:5",
                        TimePolicy.DEFAULT,
                        ArrivalOrder.TIME,
                        Vector.empty(),
                        Option.none(),
                        expected),
                Timeline.of(expected, Vector.empty()),
                Vector.empty());
    }
}
