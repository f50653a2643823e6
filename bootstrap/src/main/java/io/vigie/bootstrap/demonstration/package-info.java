/**
 * All there is at work in one command: a simulated fleet, the shipped rules, and the tables they fill. Begin at
 * {@link io.vigie.bootstrap.demonstration.FleetDemonstration}.
 */
@NullMarked
package io.vigie.bootstrap.demonstration;

import org.jspecify.annotations.NullMarked;
