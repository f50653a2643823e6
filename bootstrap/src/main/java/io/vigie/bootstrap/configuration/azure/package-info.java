/**
 * Event Hubs and Azure storage, and how to log in there: begin at {@link
 * io.vigie.bootstrap.configuration.azure.EventHubsReader} and {@link
 * io.vigie.bootstrap.configuration.azure.StorageReader}.
 */
@NullMarked
package io.vigie.bootstrap.configuration.azure;

import org.jspecify.annotations.NullMarked;
