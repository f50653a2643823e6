package io.vigie.bootstrap.review;

/** Text for a terminal. Names and messages come from devices: what a terminal takes for a command is not passed on. */
final class TerminalText {

    private TerminalText() {}

    static String of(String text) {
        return text.replaceAll("[\\p{Cntrl}\u0080-\u009f]", "?");
    }
}
