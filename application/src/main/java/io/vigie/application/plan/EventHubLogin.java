package io.vigie.application.plan;

import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Option;

/** How a pipeline proves to a hub who it is. */
public sealed interface EventHubLogin {

    /** What comes of each kind of login. */
    <R> R interpret(Algebra<R> algebra);

    /** Something for each kind of login. */
    interface Algebra<R> {

        /** By a key. */
        R sharedAccessKey(SharedAccessKey login);

        /** By a secret of an application. */
        R clientSecret(ClientSecret login);

        /** By the machine. */
        R managedIdentity(ManagedIdentity login);

        /** By a service account. */
        R workloadIdentity(WorkloadIdentity login);
    }

    /** What of it nobody else may know, whole and in part, by names for it. */
    default Seq<Tuple2<String, SettingValue>> secrets() {
        return List.empty();
    }

    /**
     * A shared access key.
     *
     * @param connectionString as Azure shows it: endpoint, key name, key, and the hub's name or not
     */
    record SharedAccessKey(SettingValue connectionString) implements EventHubLogin {

        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.sharedAccessKey(this);
        }

        @Override
        public Seq<Tuple2<String, SettingValue>> secrets() {
            return EventHubConnectionString.parse(connectionString.value())
                    .map(parts -> new SettingValue(parts.secret(), connectionString.written()))
                    .map(key -> Tuple.of("SharedAccessKey", key))
                    .toList()
                    .prepend(Tuple.of("connectionString", connectionString));
        }
    }

    /**
     * An application that Microsoft Entra ID knows, by a secret of its own.
     *
     * @param tenant the directory's id
     * @param client the application's id
     * @param secret its secret
     */
    record ClientSecret(String tenant, String client, SettingValue secret) implements EventHubLogin {

        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.clientSecret(this);
        }

        @Override
        public Seq<Tuple2<String, SettingValue>> secrets() {
            return List.of(Tuple.of("clientSecret", secret));
        }
    }

    /**
     * The identity that Azure gives the machine.
     *
     * @param client the id of a user-assigned identity; none for the machine's own
     */
    record ManagedIdentity(Option<String> client) implements EventHubLogin {

        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.managedIdentity(this);
        }
    }

    /**
     * A Kubernetes service account that Microsoft Entra ID trusts. What is not given is taken from the environment that
     * the cluster sets up for it.
     *
     * @param tenant the directory's id
     * @param client the application's id
     */
    record WorkloadIdentity(Option<String> tenant, Option<String> client) implements EventHubLogin {

        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.workloadIdentity(this);
        }
    }
}
