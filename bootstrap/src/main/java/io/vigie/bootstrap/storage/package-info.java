/**
 * Azure storage as a pipeline names it: accounts and logins, as the settings that hadoop-azure knows, and what goes
 * wrong. Begin at {@link io.vigie.bootstrap.storage.StorageAccount}.
 */
@NullMarked
package io.vigie.bootstrap.storage;

import org.jspecify.annotations.NullMarked;
