package io.vigie.bootstrap.storage;

import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vigie.application.plan.SettingValue;

/**
 * Storage accounts as settings of Spark, by the names that
 * <a href="https://hadoop.apache.org/docs/r3.3.4/hadoop-azure/abfs.html">abfs</a> and
 * <a href="https://hadoop.apache.org/docs/r3.3.4/hadoop-azure/index.html">wasb</a> know.
 */
public final class HadoopAzure {

    private static final String PREFIX = "spark.hadoop.fs.azure.";
    private static final String TOKENS = "org.apache.hadoop.fs.azurebfs.oauth2.";

    /** TLS by the JDK: the other way needs a library that is not packaged. */
    private static final Map<String, SettingValue> ALWAYS =
            LinkedHashMap.of(PREFIX + "ssl.channel.mode", SettingValue.plain("Default_JSSE"));

    private HadoopAzure() {}

    /**
     * The settings.
     *
     * @param containers those of the account that paths with {@code wasb:} name: signatures are given for each
     */
    public static Map<String, SettingValue> settings(StorageAccount account, Seq<String> containers) {
        return ALWAYS.merge(account.login().interpret(new Settings(account, containers)));
    }

    private record Settings(StorageAccount account, Seq<String> containers)
            implements StorageLogin.Algebra<Map<String, SettingValue>> {

        @Override
        public Map<String, SettingValue> accountKey(StorageLogin.AccountKey login) {
            return kind("SharedKey")
                    .put(PREFIX + "account.key." + account.blobHost(), login.key())
                    .put(PREFIX + "account.key." + account.dfsHost(), login.key());
        }

        @Override
        public Map<String, SettingValue> signature(StorageLogin.Signature login) {
            Map<String, SettingValue> ofAbfs = kind("SAS")
                    .put(dfs("sas.token.provider.type"), SettingValue.plain(FixedSignature.class.getName()))
                    .put("spark.hadoop." + FixedSignature.TOKEN + "." + account.dfsHost(), login.token());
            return containers.foldLeft(
                    ofAbfs,
                    (all, container) -> all.put(PREFIX + "sas." + container + "." + account.blobHost(), login.token()));
        }

        @Override
        public Map<String, SettingValue> clientSecret(StorageLogin.ClientSecret login) {
            return kind("OAuth")
                    .put(dfs("account.oauth.provider.type"), SettingValue.plain(TOKENS + "ClientCredsTokenProvider"))
                    .put(
                            dfs("account.oauth2.client.endpoint"),
                            SettingValue.plain(login.authority() + "/" + login.tenant() + "/oauth2/token"))
                    .put(dfs("account.oauth2.client.id"), SettingValue.plain(login.client()))
                    .put(dfs("account.oauth2.client.secret"), login.secret());
        }

        @Override
        public Map<String, SettingValue> managedIdentity(StorageLogin.ManagedIdentity login) {
            Map<String, SettingValue> identity = kind("OAuth")
                    .put(dfs("account.oauth.provider.type"), SettingValue.plain(TOKENS + "MsiTokenProvider"));
            return login.client()
                    .map(client -> identity.put(dfs("account.oauth2.client.id"), SettingValue.plain(client)))
                    .getOrElse(identity);
        }

        private Map<String, SettingValue> kind(String kind) {
            return LinkedHashMap.of(dfs("account.auth.type"), SettingValue.plain(kind));
        }

        private String dfs(String setting) {
            return PREFIX + setting + "." + account.dfsHost();
        }
    }
}
