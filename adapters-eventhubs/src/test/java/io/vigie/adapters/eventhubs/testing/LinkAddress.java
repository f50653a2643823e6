package io.vigie.adapters.eventhubs.testing;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a link leads.
 *
 * @param hub its name
 * @param group the consumer group, or nothing where events are sent
 * @param partition its id, or nothing where any will do
 */
record LinkAddress(String hub, String group, String partition) {

    private static final Pattern RECEIVER =
            Pattern.compile("/?([^/]+)/ConsumerGroups/([^/]+)/Partitions/([^/]+)/?", Pattern.CASE_INSENSITIVE);
    private static final Pattern SENDER =
            Pattern.compile("/?([^/]+)(?:/Partitions/([^/]+))?/?", Pattern.CASE_INSENSITIVE);
    /** A client may write an address with its scheme and host. */
    private static final Pattern HOST = Pattern.compile("[a-zA-Z]+://[^/]+/");

    static LinkAddress ofReceiver(String address, Namespace namespace) throws AmqpException {
        Matcher matcher = matcher(RECEIVER, address, namespace);
        return new LinkAddress(matcher.group(1), matcher.group(2), matcher.group(3));
    }

    static LinkAddress ofSender(String address, Namespace namespace) throws AmqpException {
        Matcher matcher = matcher(SENDER, address, namespace);
        String partition = matcher.group(2);
        return new LinkAddress(matcher.group(1), "", partition == null ? "" : partition);
    }

    private static Matcher matcher(Pattern pattern, String address, Namespace namespace) throws AmqpException {
        Matcher matcher = pattern.matcher(HOST.matcher(address).replaceFirst(""));
        if (!matcher.matches()) {
            throw namespace.notFound(address);
        }
        return matcher;
    }
}
