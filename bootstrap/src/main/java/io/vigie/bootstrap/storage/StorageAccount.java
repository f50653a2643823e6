package io.vigie.bootstrap.storage;

/**
 * A storage account, and how to get in.
 *
 * @param name of 3 to 24 small letters and digits
 * @param endpointSuffix what its hosts' names end in, {@value #PUBLIC_CLOUD} but for clouds of their own
 * @param login the login
 */
public record StorageAccount(String name, String endpointSuffix, StorageLogin login) {

    /** The suffix in Azure's public cloud. */
    public static final String PUBLIC_CLOUD = "core.windows.net";

    /** The host of paths that begin with {@code wasb:} or {@code wasbs:}. */
    public String blobHost() {
        return name + ".blob." + endpointSuffix;
    }

    /** The host of paths that begin with {@code abfs:} or {@code abfss:}. */
    public String dfsHost() {
        return name + ".dfs." + endpointSuffix;
    }
}
