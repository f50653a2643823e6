package io.vigie.adapters.eventhubs.login;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.policy.ExponentialBackoffOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.util.Configuration;
import com.azure.identity.AzureAuthorityHosts;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import com.azure.identity.WorkloadIdentityCredentialBuilder;
import io.vavr.control.Option;
import io.vigie.adapters.spark.spi.BearerToken;
import io.vigie.application.plan.EventHubLogin;
import io.vigie.application.plan.SettingValue;
import io.vigie.application.port.out.PipelineRefused;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tokens of Microsoft Entra ID, by <a href="https://learn.microsoft.com/java/api/overview/azure/identity-readme">Azure's
 * own library</a>; each is kept until shortly before it ends. The library finds what is not given where Azure puts it,
 * in the environment: {@code AZURE_AUTHORITY_HOST}, {@code AZURE_TENANT_ID}, {@code AZURE_CLIENT_ID} and
 * {@code AZURE_FEDERATED_TOKEN_FILE}.
 */
public final class EntraTokens implements AccessTokens {

    private static final long serialVersionUID = 1;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PATIENCE_OF_ONE_REQUEST = Duration.ofSeconds(10);
    private static final int RETRIES = 2;
    private static final int LONGEST_REASON = 300;

    /** Those that a library may look up instances of; another host is asked itself. */
    private static final Set<String> KNOWN_HOSTS = Set.of(
            AzureAuthorityHosts.AZURE_PUBLIC_CLOUD,
            AzureAuthorityHosts.AZURE_CHINA,
            AzureAuthorityHosts.AZURE_GOVERNMENT);

    /** A token that ends sooner is taken anew. */
    private static final Duration SHORTLY = Duration.ofMinutes(5);

    /** One a login for all of the process. */
    private static final Map<Map<String, String>, TokenCredential> CREDENTIALS = new ConcurrentHashMap<>();

    /** What a token was asked for with. */
    private record Wanted(Map<String, String> login, String scope) {

        /** Without the login, which may hold a secret. */
        @Override
        public String toString() {
            return "Wanted[" + scope + "]";
        }
    }

    /**
     * The last ones, for all of the process. The library keeps them too, but does not find them again for each authority
     * there is, and a pipeline asks for each of its connections.
     */
    private static final Map<Wanted, BearerToken> TOKENS = new ConcurrentHashMap<>();

    /** What a login is called in messages to people. */
    private static final EventHubLogin.Algebra<String> NAMES = new EventHubLogin.Algebra<>() {
        @Override
        public String sharedAccessKey(EventHubLogin.SharedAccessKey key) {
            return "this key";
        }

        @Override
        public String clientSecret(EventHubLogin.ClientSecret secret) {
            return "the client " + secret.client() + " of the tenant " + secret.tenant();
        }

        @Override
        public String managedIdentity(EventHubLogin.ManagedIdentity managed) {
            return managed.client()
                    .map(client -> "the managed identity " + client)
                    .getOrElse("this machine's managed identity");
        }

        @Override
        public String workloadIdentity(EventHubLogin.WorkloadIdentity workload) {
            return "this workload's identity";
        }
    };

    /** The login as {@link EntraLogin} writes it; what is made of it does not travel. */
    private final HashMap<String, String> login;

    /**
     * For a login.
     *
     * @throws IllegalArgumentException for one by a shared access key
     */
    public EntraTokens(EventHubLogin login) {
        this.login = new HashMap<>(EntraLogin.options(login)
                .toMap(option -> option)
                .mapValues(SettingValue::value)
                .toJavaMap());
    }

    @Override
    public BearerToken token(String scope) {
        try {
            Wanted wanted = new Wanted(Map.copyOf(login), scope);
            return take(CREDENTIALS.computeIfAbsent(wanted.login(), EntraTokens::credential), wanted);
        } catch (RuntimeException e) {
            throw new PipelineRefused(
                    "Microsoft Entra ID gives no token for " + who() + ": " + reason(e)
                            + ". Check the login of the hub, and whether this machine reaches Entra ID.",
                    e);
        }
    }

    /** One after the other: clients that start together are to share the token that the first one gets. */
    private static BearerToken take(TokenCredential credential, Wanted wanted) {
        synchronized (credential) {
            BearerToken known = TOKENS.get(wanted);
            if (known != null && known.expires().isAfter(Instant.now().plus(SHORTLY))) {
                return known;
            }
            AccessToken token = credential
                    .getToken(new TokenRequestContext().addScopes(wanted.scope()))
                    .blockOptional(PATIENCE)
                    .orElseThrow(() -> new IllegalStateException("it answers with none"));
            BearerToken taken =
                    new BearerToken(token.getToken(), token.getExpiresAt().toInstant());
            TOKENS.put(wanted, taken);
            return taken;
        }
    }

    private static TokenCredential credential(Map<String, String> options) {
        EventHubLogin login = EntraLogin.of(options).get();
        HttpClient client = new JdkHttpClientBuilder()
                .connectionTimeout(PATIENCE_OF_ONE_REQUEST)
                .responseTimeout(PATIENCE_OF_ONE_REQUEST)
                .build();
        RetryOptions retries = new RetryOptions(new ExponentialBackoffOptions().setMaxRetries(RETRIES));
        Option<String> authority =
                Option.of(Configuration.getGlobalConfiguration().get(Configuration.PROPERTY_AZURE_AUTHORITY_HOST));
        boolean unknown = authority.exists(host -> !KNOWN_HOSTS.contains(host));
        return login.interpret(new EventHubLogin.Algebra<>() {
            @Override
            public TokenCredential sharedAccessKey(EventHubLogin.SharedAccessKey key) {
                throw new IllegalArgumentException("A shared access key is no login of Microsoft Entra ID.");
            }

            @Override
            public TokenCredential clientSecret(EventHubLogin.ClientSecret secret) {
                ClientSecretCredentialBuilder builder = new ClientSecretCredentialBuilder()
                        .httpClient(client)
                        .retryOptions(retries)
                        .tenantId(secret.tenant())
                        .clientId(secret.client())
                        .clientSecret(secret.secret().value());
                return (unknown ? builder.disableInstanceDiscovery() : builder).build();
            }

            @Override
            public TokenCredential managedIdentity(EventHubLogin.ManagedIdentity managed) {
                ManagedIdentityCredentialBuilder builder = new ManagedIdentityCredentialBuilder()
                        .httpClient(client)
                        .retryOptions(retries);
                managed.client().forEach(builder::clientId);
                return builder.build();
            }

            @Override
            public TokenCredential workloadIdentity(EventHubLogin.WorkloadIdentity workload) {
                WorkloadIdentityCredentialBuilder builder = new WorkloadIdentityCredentialBuilder()
                        .httpClient(client)
                        .retryOptions(retries);
                workload.tenant().forEach(builder::tenantId);
                workload.client().forEach(builder::clientId);
                return (unknown ? builder.disableInstanceDiscovery() : builder).build();
            }
        });
    }

    /** Its first sentence: what follows are the service's numbers for the case, and links. */
    private String reason(Throwable failure) {
        Throwable told = failure;
        while (told.getMessage() == null && told.getCause() != null) {
            told = told.getCause();
        }
        String message = told.getMessage() == null ? told.getClass().getSimpleName() : told.getMessage();
        String line = message.strip().lines().findFirst().orElse("").replaceFirst("[.\\s]+$", "");
        String shortened = line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) + "…" : line;
        String secret = login.getOrDefault(EntraLogin.SECRET, "");
        return secret.isEmpty() ? shortened : shortened.replace(secret, "…");
    }

    private String who() {
        return EntraLogin.of(login).map(known -> known.interpret(NAMES)).getOrElse("this login");
    }

    @Override
    public String toString() {
        return "tokens for " + who();
    }
}
