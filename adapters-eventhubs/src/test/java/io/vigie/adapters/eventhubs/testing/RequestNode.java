package io.vigie.adapters.eventhubs.testing;

import java.util.HashMap;
import java.util.Map;
import org.apache.qpid.proton.Proton;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.amqp.messaging.Section;
import org.apache.qpid.proton.message.Message;
import org.jspecify.annotations.Nullable;

/** A node that answers each request with one response. */
@FunctionalInterface
interface RequestNode {

    /** The response, still without the ids and addresses that bring it to who asked. */
    Message respond(Message request);

    /** One with a status as of HTTP. */
    static Message response(int status, String description, @Nullable Section body) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("status-code", status);
        properties.put("status-description", description);
        Message response = Proton.message();
        response.setApplicationProperties(new ApplicationProperties(properties));
        response.setBody(body);
        return response;
    }

    /** What a request says under a name, as text. */
    static String property(Message request, String name) {
        ApplicationProperties properties = request.getApplicationProperties();
        Object value = properties == null ? null : properties.getValue().get(name);
        return value == null ? "" : value.toString();
    }
}
