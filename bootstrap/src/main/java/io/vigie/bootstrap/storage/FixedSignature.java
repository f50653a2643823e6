package io.vigie.bootstrap.storage;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.azurebfs.extensions.SASTokenProvider;
import org.jspecify.annotations.Nullable;

/**
 * Gives {@code abfs} the one signature that the configuration has for an account: Hadoop has this of its own only since
 * 3.4.1, under the same setting. Made by Hadoop, by name.
 */
public final class FixedSignature implements SASTokenProvider {

    /** The setting; the account's host follows. */
    static final String TOKEN = "fs.azure.sas.fixed.token";

    private String token = "";

    /** For Hadoop, which then {@linkplain #initialize initializes} it. */
    public FixedSignature() {}

    @Override
    public void initialize(Configuration configuration, String account) throws IOException {
        String found = configuration.get(TOKEN + "." + account);
        if (found == null || found.isBlank()) {
            throw new IOException("There is no " + TOKEN + "." + account + " in the configuration.");
        }
        token = found;
    }

    @Override
    public String getSASToken(String account, String container, @Nullable String path, @Nullable String operation) {
        return token;
    }
}
