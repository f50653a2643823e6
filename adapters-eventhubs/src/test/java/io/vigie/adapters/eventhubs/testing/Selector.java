package io.vigie.adapters.eventhubs.testing;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.qpid.proton.amqp.DescribedType;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.Source;

/** Where a receiver begins, as its filter says, such as {@code amqp.annotation.x-opt-offset > '123'}. */
final class Selector {

    private static final Symbol FILTER = Symbol.valueOf("apache.org:selector-filter:string");
    private static final Pattern EXPRESSION = Pattern.compile(
            "\\s*amqp\\.annotation\\.(x-opt-(?:sequence-number|offset|enqueued-time))\\s*(>=?)\\s*'?([^']*)'?\\s*");
    private static final String LATEST = "@latest";

    private Selector() {}

    /** The sequence number of the first event that a receiver with this source wants; without a filter, the first there is. */
    static long firstSequenceNumber(Source source, PartitionLog log) throws AmqpException {
        Object filter = source.getFilter() == null ? null : source.getFilter().get(FILTER);
        if (filter == null) {
            return log.beginning();
        }
        String expression =
                String.valueOf(filter instanceof DescribedType described ? described.getDescribed() : filter);
        Matcher matcher = EXPRESSION.matcher(expression);
        if (!matcher.matches()) {
            throw new AmqpException(AmqpError.argument("The filter '" + expression + "' is not supported."));
        }
        boolean inclusive = matcher.group(2).equals(">=");
        String value = matcher.group(3);
        if (value.equals(LATEST)) {
            return log.end();
        }
        long number = number(value, expression);
        return switch (matcher.group(1)) {
            case "x-opt-sequence-number" -> afterSequenceNumber(number, inclusive, log);
            case "x-opt-offset" -> afterOffset(number, inclusive, log);
            default -> log.firstEnqueued(inclusive ? number : number + 1);
        };
    }

    private static long afterSequenceNumber(long number, boolean inclusive, PartitionLog log) throws AmqpException {
        if (number > log.end()) {
            throw new AmqpException(AmqpError.argument("The supplied sequence number '" + number
                    + "' is invalid. The last sequence number in the system is '" + (log.end() - 1) + "'"));
        }
        return inclusive ? number : number + 1;
    }

    private static long afterOffset(long offset, boolean inclusive, PartitionLog log) throws AmqpException {
        if (offset > log.endOffset()) {
            throw new AmqpException(AmqpError.argument("The supplied offset '" + offset
                    + "' is invalid. The last offset in the system is '" + log.lastOffset() + "'"));
        }
        return log.firstFromOffset(inclusive ? offset : offset + 1);
    }

    private static long number(String value, String expression) throws AmqpException {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new AmqpException(AmqpError.argument("The filter '" + expression + "' names no position."));
        }
    }
}
