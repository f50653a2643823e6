package io.vigie.bootstrap.storage;

import com.microsoft.azure.storage.StorageException;
import io.vavr.collection.Stream;
import io.vavr.control.Option;
import java.io.FileNotFoundException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.fs.azurebfs.contracts.exceptions.AbfsRestOperationException;

/** Says what went wrong with Azure storage, and what to do. */
public final class StorageFailure {

    private static final int FORBIDDEN = 403;
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;
    private static final int DEEPEST = 20;

    private static final String BLOB_FAILURE = "com.microsoft.azure.storage.StorageException";
    private static final String DFS_FAILURE =
            "org.apache.hadoop.fs.azurebfs.contracts.exceptions.AbfsRestOperationException";

    private StorageFailure() {}

    /** In a sentence or two; none where this is nothing that Azure storage is known for. */
    public static Option<String> told(StoragePath path, Throwable failure) {
        Stream<Throwable> causes = causes(failure);
        return causes.flatMap(cause -> ofCause(path, cause)).headOption();
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(Option.of(failure), layer -> layer.flatMap(found -> Option.of(found.getCause())))
                .takeWhile(Option::isDefined)
                .take(DEEPEST)
                .map(Option::get)
                // What is further inside knows better.
                .reverse();
    }

    private static Option<String> ofCause(StoragePath path, Throwable cause) {
        String name = cause.getClass().getName();
        // By their names first: on a cluster the classes themselves may be missing.
        if (name.equals(BLOB_FAILURE)) {
            return OfBlob.answer(cause).flatMap(answer -> told(path, answer));
        }
        if (name.equals(DFS_FAILURE)) {
            return OfDfs.answer(cause).flatMap(answer -> told(path, answer));
        }
        return unreachable(path, cause)
                .orElse(() -> missing(path, cause))
                .orElse(() -> noLogin(path, name, String.valueOf(cause.getMessage())));
    }

    private static Option<String> unreachable(StoragePath path, Throwable cause) {
        if (cause instanceof UnknownHostException) {
            return Option.some(
                    "There is no host " + String.valueOf(cause.getMessage()).replaceFirst(":.*", "")
                            + ": correct the account in the path " + path.root()
                            + ", or see whether this machine can look up names of Azure (private endpoints, DNS).");
        }
        if (cause instanceof SSLException) {
            return Option.some("The connection to " + path.host() + " cannot be made safe: "
                    + String.valueOf(cause.getMessage()).lines().findFirst().orElse("")
                    + ". A proxy in between may show a certificate of its own: have the Java runtime trust it"
                    + " (-Djavax.net.ssl.trustStore=…).");
        }
        boolean silent = cause instanceof ConnectException
                || cause instanceof NoRouteToHostException
                || cause instanceof SocketTimeoutException
                || cause instanceof TimeoutException;
        return silent
                ? Option.some(
                        path.host()
                                + " does not answer: see whether this machine may reach it (firewall, proxy, private endpoint).")
                : Option.none();
    }

    private static Option<String> missing(StoragePath path, Throwable cause) {
        if (cause instanceof FileNotFoundException) {
            return Option.some(noContainer(path));
        }
        boolean noConnector = cause instanceof UnsupportedFileSystemException
                || (cause instanceof ClassNotFoundException
                        && String.valueOf(cause.getMessage()).contains("azure"));
        return noConnector
                ? Option.some(
                        "This Spark has no connector for " + path.scheme()
                                + ": name org.apache.hadoop:hadoop-azure of its own Hadoop version to spark-submit, under --packages.")
                : Option.none();
    }

    private static Option<String> noLogin(StoragePath path, String name, String message) {
        if (name.endsWith("AzureADAuthenticator$HttpException") || name.contains(".oauth2.")) {
            return Option.some("Microsoft Entra ID gives no token for the storage account " + path.account() + ": "
                    + message.lines().findFirst().orElse("")
                    + ". See `clientSecret` or `managedIdentity` in `storage`.");
        }
        boolean unknown = message.contains("No credentials found for account")
                || name.endsWith("ConfigurationPropertyNotFoundException")
                || name.endsWith("KeyProviderException")
                || message.startsWith("Failure to initialize configuration");
        return unknown
                ? Option.some("The pipeline has no login for the storage account " + path.account()
                        + ": name it in `storage.accounts`, with its login.")
                : Option.none();
    }

    private static Option<String> told(StoragePath path, Answer answer) {
        String said = answer.code().isBlank() ? "" : " (" + answer.code() + ")";
        if (answer.status() == NOT_FOUND) {
            return Option.some(noContainer(path));
        }
        if (answer.code().equals("AuthorizationPermissionMismatch")
                || answer.code().equals("InsufficientAccountPermissions")) {
            return Option.some("The storage account " + path.account() + " forbids what the pipeline does" + said
                    + ": give its identity the role Storage Blob Data Contributor, or a signature with the permissions"
                    + " read, write, delete, list, add and create.");
        }
        return answer.status() == FORBIDDEN || answer.status() == UNAUTHORIZED
                ? Option.some("The storage account " + path.account() + " does not let the pipeline in" + said
                        + ": the key or signature in `storage` is wrong or has expired, or the account's firewall keeps"
                        + " this machine out.")
                : Option.none();
    }

    private static String noContainer(StoragePath path) {
        return "There is no container " + path.container() + " in the storage account " + path.account()
                + ". Make it, or correct the path " + path.root() + ".";
    }

    /** What the service answered: a status of HTTP, and its own word for it. */
    private record Answer(int status, String code) {}

    /** A class of its own, so that its library is asked for only where it is. */
    private static final class OfBlob {

        static Option<Answer> answer(Throwable failure) {
            return failure instanceof StorageException told
                    ? Option.some(new Answer(
                            told.getHttpStatusCode(),
                            Option.of(told.getErrorCode()).getOrElse("")))
                    : Option.none();
        }
    }

    private static final class OfDfs {

        static Option<Answer> answer(Throwable failure) {
            return failure instanceof AbfsRestOperationException told
                    ? Option.some(new Answer(
                            told.getStatusCode(),
                            Option.of(told.getErrorCode().getErrorCode()).getOrElse("")))
                    : Option.none();
        }
    }
}
