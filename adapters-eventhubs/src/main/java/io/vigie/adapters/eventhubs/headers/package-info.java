/**
 * What is told beside an event: its properties, by either protocol, and what IoT Hub says of its device. Begin at
 * {@link io.vigie.adapters.eventhubs.headers.HubHeaders}.
 */
@NullMarked
package io.vigie.adapters.eventhubs.headers;

import org.jspecify.annotations.NullMarked;
