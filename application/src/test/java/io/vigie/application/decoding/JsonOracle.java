package io.vigie.application.decoding;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a message with Jackson, the judge of what is JSON and what it says. Where Vigie means to differ from Jackson is
 * written here, and only here:
 *
 * <ul>
 *   <li>Bytes that are not UTF-8 are refused: Jackson takes overlong forms and surrogates, so Java's own decoder is asked
 *       before.
 *   <li>Half a surrogate pair, written as an escape, is refused: Jackson takes it.
 *   <li>A byte order mark at the very start is skipped; Jackson does so with bytes, but is given characters here, since
 *       from bytes it would guess UTF-16 and UTF-32 too.
 *   <li>A number's length counts all of its characters; Jackson's limit counts digits.
 *   <li>An empty message and a null are refused: to Jackson they are no token and a null.
 *   <li>NaN, Infinity and -Infinity in a measurement are out of range, not malformed; Jackson refuses them with all that
 *       comes after. {@link #readingNotFinite} lets it read on.
 * </ul>
 */
final class JsonOracle {

    /** A value; what of it is not of its kind is empty. */
    record Node(String kind, String text, List<Member> members, List<Node> items) {
        static Node leaf(String kind, String text) {
            return new Node(kind, text, List.of(), List.of());
        }

        boolean is(String other) {
            return kind.equals(other);
        }

        /** The members of a name. */
        List<Node> all(String name) {
            return members.stream()
                    .filter(member -> member.name.equals(name))
                    .map(Member::value)
                    .toList();
        }

        /** The member of a name, if there is one and it is not null. */
        Optional<Node> some(String name) {
            return all(name).stream().filter(node -> !node.is("null")).findFirst();
        }
    }

    /** A member of an object. */
    record Member(String name, Node value) {}

    private final JsonFactory factory;
    private final DecodingLimits limits;

    private JsonOracle(DecodingLimits limits, boolean notFinite) {
        this.limits = limits;
        this.factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.maxDepth())
                        .maxNumberLength(10_000_000)
                        .build())
                .configure(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS, notFinite)
                .build();
    }

    static JsonOracle strict(DecodingLimits limits) {
        return new JsonOracle(limits, false);
    }

    static JsonOracle readingNotFinite(DecodingLimits limits) {
        return new JsonOracle(limits, true);
    }

    /** The value that the message is, or nothing where it is none. */
    Optional<Node> read(byte[] message) {
        if (message.length > limits.maxBytes()) {
            return Optional.empty();
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(message))
                    .toString();
            try (JsonParser parser = factory.createParser(text.startsWith("\uFEFF") ? text.substring(1) : text)) {
                JsonToken first = parser.nextToken();
                if (first == null || first == JsonToken.VALUE_NULL) {
                    return Optional.empty();
                }
                Node node = node(parser, first);
                return parser.nextToken() == null ? Optional.of(node) : Optional.empty();
            }
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    private Node node(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> {
                List<Member> members = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = paired(parser.getText());
                    members.add(new Member(name, node(parser, parser.nextToken())));
                }
                yield new Node("object", "", members, List.of());
            }
            case START_ARRAY -> {
                List<Node> items = new ArrayList<>();
                for (JsonToken item = parser.nextToken(); item != JsonToken.END_ARRAY; item = parser.nextToken()) {
                    items.add(node(parser, item));
                }
                yield new Node("array", "", List.of(), items);
            }
            case VALUE_STRING -> Node.leaf("text", paired(parser.getText()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                String number = parser.getText();
                if (number.length() > limits.maxNumberLength()) {
                    throw new IOException("too long");
                }
                yield Node.leaf("number", number);
            }
            case VALUE_TRUE -> Node.leaf("true", "");
            case VALUE_FALSE -> Node.leaf("false", "");
            case VALUE_NULL -> Node.leaf("null", "");
            default -> throw new IOException("no value");
        };
    }

    private static String paired(String text) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isHighSurrogate(text.charAt(i))
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(text.charAt(i))) {
                throw new IOException("half a surrogate pair");
            }
        }
        return text;
    }
}
