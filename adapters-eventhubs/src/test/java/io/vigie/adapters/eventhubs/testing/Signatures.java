package io.vigie.adapters.eventhubs.testing;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes and checks shared access signatures. */
final class Signatures {

    private static final String ALGORITHM = "HmacSHA256";

    private Signatures() {}

    /** A token for a resource, such as {@code amqp://host/hub}. */
    static String of(SharedAccessPolicy policy, String resource, Instant expiry) {
        String encoded = encoded(resource);
        long seconds = expiry.getEpochSecond();
        return "SharedAccessSignature sr=" + encoded + "&sig=" + encoded(sign(encoded + "\n" + seconds, policy.key()))
                + "&se=" + seconds + "&skn=" + encoded(policy.name());
    }

    static String sign(String text, String key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
