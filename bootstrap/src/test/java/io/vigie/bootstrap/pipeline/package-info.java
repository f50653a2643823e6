@NullMarked
package io.vigie.bootstrap.pipeline;

import org.jspecify.annotations.NullMarked;
