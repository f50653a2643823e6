/**
 * The open windows of a device: begin at {@link io.vigie.domain.monitor.windows.DeviceWindows}.
 */
@NullMarked
package io.vigie.domain.monitor.windows;

import org.jspecify.annotations.NullMarked;
