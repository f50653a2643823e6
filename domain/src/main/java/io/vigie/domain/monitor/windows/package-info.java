/**
 * The open windows of a device: begin at {@link io.vigie.domain.monitor.windows.DeviceWindows}. All but {@link
 * io.vigie.domain.monitor.windows.WindowTarget} is the kernel's own, and not for those who use it.
 */
@NullMarked
package io.vigie.domain.monitor.windows;

import org.jspecify.annotations.NullMarked;
