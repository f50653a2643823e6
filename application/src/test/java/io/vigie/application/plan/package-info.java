@NullMarked
package io.vigie.application.plan;

import org.jspecify.annotations.NullMarked;
