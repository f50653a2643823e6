package io.vigie.application.simulation;

import io.vigie.domain.reading.RejectionReason;

/** The ways a good message is garbled, each with the reason it must be rejected for. */
enum BadMessage {
    CUT_OFF(RejectionReason.MALFORMED, "the message is cut off in the middle") {
        @Override
        String garble(String good, SeededRandom random) {
            return good.substring(0, 1 + random.below(good.length() - 1));
        }
    },
    NOT_JSON(RejectionReason.MALFORMED, "a line of a log in place of JSON") {
        @Override
        String garble(String good, SeededRandom random) {
            return "E (" + random.below(100_000) + ") sensor: bus timeout, retrying";
        }
    },
    DECIMAL_COMMA(RejectionReason.MALFORMED, "a comma for the decimal point") {
        @Override
        String garble(String good, SeededRandom random) {
            return good.replaceFirst("(\"value\":-?\\d+)\\.", "$1,");
        }
    },
    INVALID_UTF_8(RejectionReason.MALFORMED, "text in Latin-1 in place of UTF-8") {
        @Override
        String garble(String good, SeededRandom random) {
            return good.replaceFirst("\"site\":\"\\w+\"", "\"site\":\"orl\u00e9ans\"");
        }
    },
    EMPTY_OBJECT(RejectionReason.MISSING_FIELD, "an empty object") {
        @Override
        String garble(String good, SeededRandom random) {
            return "{}";
        }
    },
    NO_DEVICE(RejectionReason.MISSING_FIELD, "no deviceId") {
        @Override
        String garble(String good, SeededRandom random) {
            return good.replaceFirst("\"deviceId\":\"[^\"]*\",", "");
        }
    },
    NO_METRIC(RejectionReason.MISSING_FIELD, "no metric") {
        @Override
        String garble(String good, SeededRandom random) {
            return good.replaceFirst("\"metric\":\"[^\"]*\",", "");
        }
    },
    NO_VALUE(RejectionReason.MISSING_FIELD, "no value") {
        @Override
        String garble(String good, SeededRandom random) {
            return good.replaceFirst("\"value\":[^,]*,", "");
        }
    },
    NULL_VALUE(RejectionReason.MISSING_FIELD, "null for the value") {
        @Override
        String garble(String good, SeededRandom random) {
            return withValue(good, "null");
        }
    },
    NO_TIMESTAMP(RejectionReason.MISSING_FIELD, "no timestamp") {
        @Override
        String garble(String good, SeededRandom random) {
            return good.replaceFirst("\"timestamp\":\"[^\"]*\",", "");
        }
    },
    TEXT_FOR_VALUE(RejectionReason.WRONG_TYPE, "a text for the value") {
        @Override
        String garble(String good, SeededRandom random) {
            return withValue(good, "\"high\"");
        }
    },
    NUMBER_FOR_DEVICE(RejectionReason.WRONG_TYPE, "a number for the deviceId") {
        @Override
        String garble(String good, SeededRandom random) {
            return good.replaceFirst("\"deviceId\":\"[a-z]+-(\\d+)\"", "\"deviceId\":$1");
        }
    },
    TEXT_FOR_TAGS(RejectionReason.WRONG_TYPE, "a text for the tags") {
        @Override
        String garble(String good, SeededRandom random) {
            return good.replaceFirst("\"tags\":\\{[^}]*\\}", "\"tags\":\"site=unknown\"");
        }
    },
    TIME_WITHOUT_MEANING(RejectionReason.WRONG_TYPE, "a timestamp that is no time") {
        @Override
        String garble(String good, SeededRandom random) {
            return withTimestamp(good, "\"soon after start-up\"");
        }
    },
    LOCAL_TIME(RejectionReason.WRONG_TYPE, "a timestamp without an offset") {
        @Override
        String garble(String good, SeededRandom random) {
            return good.replaceFirst("Z\"", "\"");
        }
    },
    IMPOSSIBLE_DAY(RejectionReason.WRONG_TYPE, "a timestamp on the thirtieth of February") {
        @Override
        String garble(String good, SeededRandom random) {
            return good.replaceFirst("-\\d\\d-\\d\\dT", "-02-30T");
        }
    },
    TIME_TOO_FAR(
            RejectionReason.OUT_OF_RANGE, "a timestamp in microseconds, read as milliseconds beyond the year 9999") {
        @Override
        String garble(String good, SeededRandom random) {
            return withTimestamp(good, "17672256" + (10_000_000 + random.below(80_000_000)));
        }
    },
    INFINITE_VALUE(RejectionReason.OUT_OF_RANGE, "a value beyond all doubles") {
        @Override
        String garble(String good, SeededRandom random) {
            return withValue(good, "1e400");
        }
    },
    DEEP_NESTING(RejectionReason.TOO_LARGE, "arrays nested 200 deep") {
        @Override
        String garble(String good, SeededRandom random) {
            return "{\"debug\":" + "[".repeat(200) + "]".repeat(200) + "," + good.substring(1);
        }
    };

    private static final BadMessage[] ALL = values();

    private final RejectionReason reason;
    private final String description;

    BadMessage(RejectionReason reason, String description) {
        this.reason = reason;
        this.description = description;
    }

    /** One of them by chance, all as likely. */
    static BadMessage any(SeededRandom random) {
        return ALL[random.below(ALL.length)];
    }

    /** Makes a bad message of a good one; each character is a byte. */
    abstract String garble(String good, SeededRandom random);

    RejectionReason reason() {
        return reason;
    }

    String description() {
        return description;
    }

    private static String withValue(String good, String value) {
        return good.replaceFirst("\"value\":[^,]*", "\"value\":" + value);
    }

    private static String withTimestamp(String good, String timestamp) {
        return good.replaceFirst("\"timestamp\":\"[^\"]*\"", "\"timestamp\":" + timestamp);
    }
}
