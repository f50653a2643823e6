package io.vigie.bootstrap.storage;

import io.vavr.control.Option;
import io.vigie.application.plan.SettingValue;

/** How a pipeline proves to a storage account who it is. */
public sealed interface StorageLogin {

    /** Has the interpreter say what becomes of it. */
    <R> R interpret(Algebra<R> algebra);

    /** What becomes of each kind of login. */
    interface Algebra<R> {

        R accountKey(AccountKey login);

        R signature(Signature login);

        R clientSecret(ClientSecret login);

        R managedIdentity(ManagedIdentity login);
    }

    /**
     * One of the account's two keys, which may do everything.
     *
     * @param key in base64, as Azure shows it
     */
    record AccountKey(SettingValue key) implements StorageLogin {

        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.accountKey(this);
        }
    }

    /**
     * A <a href="https://learn.microsoft.com/rest/api/storageservices/delegate-access-with-shared-access-signature">
     * shared access signature</a>, good for what it says and until it expires.
     *
     * @param token the query that it is, without the question mark
     */
    record Signature(SettingValue token) implements StorageLogin {

        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.signature(this);
        }
    }

    /**
     * An application that Microsoft Entra ID knows, by a secret of its own.
     *
     * @param authority the host that gives tokens, as a URL without a slash at its end
     * @param tenant the directory's id
     * @param client the application's id
     * @param secret its secret
     */
    record ClientSecret(String authority, String tenant, String client, SettingValue secret) implements StorageLogin {

        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.clientSecret(this);
        }
    }

    /**
     * The identity that Azure gives the machine.
     *
     * @param client the id of a user-assigned identity; none for the machine's own
     */
    record ManagedIdentity(Option<String> client) implements StorageLogin {

        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.managedIdentity(this);
        }
    }
}
