/**
 * What any file is read with: begin at {@link io.vigie.bootstrap.configuration.yaml.YamlNode}, a value in a file that knows where it
 * stands, and {@link io.vigie.bootstrap.configuration.yaml.Read}, what a reader makes of one.
 */
@NullMarked
package io.vigie.bootstrap.configuration.yaml;

import org.jspecify.annotations.NullMarked;
