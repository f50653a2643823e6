/**
 * Where devices are monitored: the kernel, with a device's state as Spark keeps it. Begin at
 * {@link io.vigie.adapters.spark.monitoring.MonitorDevices}.
 */
@NullMarked
package io.vigie.adapters.spark.monitoring;

import org.jspecify.annotations.NullMarked;
