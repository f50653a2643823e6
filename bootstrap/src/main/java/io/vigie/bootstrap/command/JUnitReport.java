package io.vigie.bootstrap.command;

import io.vigie.application.ruletest.TestFailureText;
import io.vigie.application.ruletest.TestOutcome;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes results of rule tests as build servers read them: the XML of the Ant task for JUnit, a suite a file, a case a
 * test. What <a href="https://www.w3.org/TR/xml/#charsets">XML 1.0</a> cannot say becomes a question mark in a box.
 */
final class JUnitReport {

    /** The replacement character of Unicode. */
    private static final int REPLACEMENT = 0xFFFD;

    private final XMLStreamWriter xml;

    private JUnitReport(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /** The tests of one file. */
    record Suite(String file, List<Case> cases) {

        long failures() {
            return cases.stream().filter(test -> !test.outcome.passed()).count();
        }

        Duration time() {
            return JUnitReport.sum(cases);
        }
    }

    /** One test, and how long it took. */
    record Case(TestOutcome outcome, Duration time) {}

    /**
     * Writes the file, and the directories to it.
     *
     * @throws UncheckedIOException when it cannot be written
     */
    static void write(Path file, List<Suite> suites) {
        try {
            Path directory = file.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            Files.writeString(file, text(suites));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot write the results to " + file + ": " + e.getMessage() + ". Name another with --junit.", e);
        }
    }

    static String text(List<Suite> suites) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            new JUnitReport(xml).document(suites);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("A text in memory could not be written.", e);
        }
        return text.append('\n').toString();
    }

    private void document(List<Suite> suites) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        line("testsuites");
        attribute(
                "tests",
                String.valueOf(
                        suites.stream().mapToInt(suite -> suite.cases.size()).sum()));
        attribute(
                "failures",
                String.valueOf(suites.stream().mapToLong(Suite::failures).sum()));
        attribute("errors", "0");
        attribute("time", seconds(suites.stream().map(Suite::time).reduce(Duration.ZERO, Duration::plus)));
        for (Suite suite : suites) {
            suite(suite);
        }
        end();
        xml.writeEndDocument();
    }

    private void suite(Suite suite) throws XMLStreamException {
        line("testsuite");
        attribute("name", suite.file);
        attribute("tests", String.valueOf(suite.cases.size()));
        attribute("failures", String.valueOf(suite.failures()));
        attribute("errors", "0");
        attribute("skipped", "0");
        attribute("time", seconds(suite.time()));
        for (Case test : suite.cases) {
            testCase(suite, test);
        }
        end();
    }

    private void testCase(Suite suite, Case test) throws XMLStreamException {
        line("testcase");
        attribute("classname", suite.file);
        attribute("name", test.outcome.test().name());
        attribute("time", seconds(test.time));
        if (!test.outcome.passed()) {
            line("failure");
            attribute("message", TestFailureText.summary(test.outcome));
            attribute("type", "expectation");
            xml.writeCharacters(valid(test.outcome.test().place() + "\n" + TestFailureText.of(test.outcome)));
            xml.writeEndElement();
        }
        end();
    }

    private void line(String element) throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeStartElement(element);
    }

    private void end() throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeEndElement();
    }

    private void attribute(String name, String value) throws XMLStreamException {
        // Readers turn line breaks in attributes into blanks.
        xml.writeAttribute(name, valid(value).replaceAll("[\\r\\n\\t]", " "));
    }

    private static Duration sum(List<Case> cases) {
        return cases.stream().map(Case::time).reduce(Duration.ZERO, Duration::plus);
    }

    private static String seconds(Duration time) {
        return BigDecimal.valueOf(time.toNanos() / 1_000, 6).toPlainString();
    }

    /** The text without the characters that no XML document may hold. */
    static String valid(String text) {
        StringBuilder valid = new StringBuilder(text.length());
        text.codePoints().forEach(character -> valid.appendCodePoint(isValid(character) ? character : REPLACEMENT));
        return valid.toString();
    }

    private static boolean isValid(int character) {
        return character == '\t'
                || character == '\n'
                || character == '\r'
                || (character >= 0x20 && character <= 0xD7FF)
                || (character >= 0xE000 && character <= 0xFFFD)
                || character >= 0x10000;
    }
}
