package io.vigie.adapters.eventhubs.testing;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks the tokens that clients put to {@code $cbs}.
 *
 * @see <a href="https://learn.microsoft.com/azure/event-hubs/authenticate-shared-access-signature">Shared access
 *     signatures</a>
 */
final class Tokens {

    static final String SHARED_ACCESS_SIGNATURE = "servicebus.windows.net:sastoken";
    static final String JSON_WEB_TOKEN = "jwt";

    private static final String SCHEME = "SharedAccessSignature ";
    private static final Pattern RESOURCE = Pattern.compile("[a-zA-Z]+://([^/:]+)(?::\\d+)?/?(.*?)/*");

    private final Map<String, SharedAccessPolicy> policies = new ConcurrentHashMap<>();
    private final Map<String, Instant> bearers = new ConcurrentHashMap<>();

    void add(SharedAccessPolicy policy) {
        policies.put(policy.name(), policy);
    }

    void accept(String bearer, Instant expiry) {
        bearers.put(bearer, expiry);
    }

    /** The rights that a token gives for an audience. */
    Set<Right> rights(String type, String token, String audience) throws TokenRefused {
        return type.equals(JSON_WEB_TOKEN) ? bearerRights(token) : signatureRights(token, audience);
    }

    /** What is behind the host of an address: {@code amqp://host/path}. */
    static String path(String resource) throws TokenRefused {
        return part(resource, 2);
    }

    private Set<Right> bearerRights(String token) throws TokenRefused {
        Instant expiry = bearers.get(token);
        if (expiry == null) {
            throw new TokenRefused("InvalidIssuer: Token issuer is invalid.");
        }
        checkExpiry(expiry);
        return Set.of(Right.MANAGE);
    }

    private Set<Right> signatureRights(String token, String audience) throws TokenRefused {
        if (!token.startsWith(SCHEME)) {
            throw new TokenRefused("MalformedToken: The token is malformed: it is no shared access signature.");
        }
        Map<String, String> fields = fields(token.substring(SCHEME.length()));
        String resource = field(fields, "sr");
        String expiry = field(fields, "se");
        SharedAccessPolicy policy = policies.get(decoded(field(fields, "skn")));
        if (policy == null
                || !Signatures.sign(resource + "\n" + expiry, policy.key()).equals(decoded(field(fields, "sig")))) {
            throw new TokenRefused("InvalidSignature: The token has an invalid signature.");
        }
        checkExpiry(expiry(expiry));
        String signed = decoded(resource);
        if (!part(signed, 1).equalsIgnoreCase(part(audience, 1))
                || !Claims.covers(lower(path(signed)), lower(path(audience)))) {
            throw new TokenRefused("InvalidAudience: The token's audience '" + signed + "' is not '" + audience + "'.");
        }
        return policy.rights();
    }

    private static Map<String, String> fields(String text) {
        Map<String, String> fields = new HashMap<>();
        for (String field : text.split("&", -1)) {
            int end = field.indexOf('=');
            if (end > 0) {
                fields.put(field.substring(0, end), field.substring(end + 1));
            }
        }
        return fields;
    }

    private static String field(Map<String, String> fields, String name) throws TokenRefused {
        String value = fields.get(name);
        if (value == null) {
            throw new TokenRefused("MalformedToken: The token is malformed: it has no '" + name + "'.");
        }
        return value;
    }

    private static Instant expiry(String seconds) throws TokenRefused {
        try {
            return Instant.ofEpochSecond(Long.parseLong(seconds));
        } catch (NumberFormatException e) {
            throw new TokenRefused("MalformedToken: The token is malformed: its expiry is no number.");
        }
    }

    private static void checkExpiry(Instant expiry) throws TokenRefused {
        if (expiry.isBefore(Instant.now())) {
            throw new TokenRefused("ExpiredToken: The token is expired. Expiration time: '" + expiry + "'.");
        }
    }

    private static String part(String resource, int group) throws TokenRefused {
        Matcher matcher = RESOURCE.matcher(resource);
        if (!matcher.matches()) {
            throw new TokenRefused("InvalidAudience: '" + resource + "' is no address.");
        }
        return matcher.group(group);
    }

    private static String lower(String path) {
        return path.toLowerCase(Locale.ROOT);
    }

    private static String decoded(String text) throws TokenRefused {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new TokenRefused("MalformedToken: The token is malformed: it is not encoded as a URL is.");
        }
    }

    /** A token that is not as it must be. */
    static final class TokenRefused extends Exception {
        private static final long serialVersionUID = 1L;

        TokenRefused(String description) {
            super(description);
        }
    }
}
