package io.vigie.bootstrap.review;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;
import java.util.Properties;

/**
 * The page around the data: styles, scripts and the chart library, all in one file. Its
 * <a href="https://www.w3.org/TR/CSP3/">content security policy</a> lets nothing run but these scripts, each named by
 * its hash, and nothing be loaded from anywhere.
 */
final class PageFrame {

    private static final String OWN = "/io/vigie/bootstrap/report/";

    private PageFrame() {}

    static String around(String json) {
        String chart = chartDirectory();
        String chartStyle = resource(chart + "dist/uPlot.min.css");
        String pageStyle = resource(OWN + "page.css");
        String chartScript = resource(chart + "dist/uPlot.iife.min.js");
        String pageScript = resource(OWN + "page.js");
        String policy = "default-src 'none'; base-uri 'none'; form-action 'none'; style-src " + hash(chartStyle) + " "
                + hash(pageStyle) + "; script-src " + hash(chartScript) + " " + hash(pageScript);
        // The data comes last, so that nothing in it is taken for a place to fill.
        return resource(OWN + "page.html")
                .replace("{policy}", policy)
                .replace("{chart.css}", chartStyle)
                .replace("{page.css}", pageStyle)
                .replace("{chart.licence}", resource(chart + "LICENSE"))
                .replace("{chart.js}", chartScript)
                .replace("{page.js}", pageScript)
                .replace("{data}", harmless(json));
    }

    private static String chartDirectory() {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(resource(OWN + "chart.properties")));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read where the chart library lies: " + e.getMessage(), e);
        }
        return properties.getProperty("directory", "");
    }

    /** The same JSON without a character that means something to the page around it, or to old scripts. */
    static String harmless(String json) {
        return json.replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    private static String hash(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256; this one has not.", e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = PageFrame.class.getResourceAsStream(name)) {
            return new String(
                    Objects.requireNonNull(in, "the jar has no " + name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + name + " of the jar: " + e.getMessage(), e);
        }
    }
}
