package io.vigie.bootstrap.examples;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Facts about bundle configuration files: which fields there are, of which kind, and which must be there. They are of
 * the schema that the Databricks CLI publishes (as it was in early 2026), which its licence does not let us have here;
 * and only of the parts that an example uses. {@code databricks bundle validate} checks against all of it.
 */
final class BundleFacts {

    private BundleFacts() {}

    /** What is wrong with a file that was read into maps, lists and scalars; each with its path. */
    static List<String> problems(@Nullable Object bundle) {
        List<String> problems = new ArrayList<>();
        FILE.check("", bundle, problems);
        return problems;
    }

    private interface Kind {

        void check(String path, @Nullable Object value, List<String> problems);

        /** The same, or a reference to something of the bundle, of which the kind is not known here. */
        default Kind orReference() {
            return (path, value, problems) -> {
                if (!(value instanceof String text && text.startsWith("${"))) {
                    check(path, value, problems);
                }
            };
        }
    }

    private static final Kind TEXT = (path, value, problems) -> {
        if (!(value instanceof String)) {
            problems.add(path + " is no text: " + value);
        }
    };

    private static final Kind WHOLE_NUMBER = ((Kind) (path, value, problems) -> {
                if (!(value instanceof Integer)) {
                    problems.add(path + " is no whole number: " + value);
                }
            })
            .orReference();

    private static final Kind TRUTH = ((Kind) (path, value, problems) -> {
                if (!(value instanceof Boolean)) {
                    problems.add(path + " is not true or false: " + value);
                }
            })
            .orReference();

    private static Kind oneOf(String... words) {
        return ((Kind) (path, value, problems) -> {
                    if (!Arrays.asList(words).contains(value)) {
                        problems.add(path + " is not one of " + Arrays.toString(words) + ": " + value);
                    }
                })
                .orReference();
    }

    private static Kind listOf(Kind each) {
        return (path, value, problems) -> {
            if (value instanceof List<?> list) {
                for (int i = 0; i < list.size(); i++) {
                    each.check(path + "[" + i + "]", list.get(i), problems);
                }
            } else {
                problems.add(path + " is no list: " + value);
            }
        };
    }

    /** A mapping of names that are anybody's. */
    private static Kind named(Kind each) {
        return (path, value, problems) -> {
            if (value instanceof Map<?, ?> map) {
                map.forEach((name, inner) -> each.check(path + "." + name, inner, problems));
            } else {
                problems.add(path + " is no mapping: " + value);
            }
        };
    }

    /** A mapping of fixed fields: name, kind, name, kind …, a name that must be there with a star. */
    private static Kind fields(Object... namesAndKinds) {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        Set<String> required = new TreeSet<>();
        for (int i = 0; i < namesAndKinds.length; i += 2) {
            String name = (String) namesAndKinds[i];
            String plain = name.replace("*", "");
            kinds.put(plain, (Kind) namesAndKinds[i + 1]);
            if (!plain.equals(name)) {
                required.add(plain);
            }
        }
        return (path, value, problems) -> {
            if (!(value instanceof Map<?, ?> map)) {
                problems.add(path + " is no mapping: " + value);
                return;
            }
            String before = path.isEmpty() ? "" : path + ".";
            required.stream()
                    .filter(name -> !map.containsKey(name))
                    .forEach(name -> problems.add(before + name + " is missing"));
            map.forEach((name, inner) -> {
                Kind kind = kinds.get(String.valueOf(name));
                if (kind == null) {
                    problems.add(before + name + " is unknown");
                } else {
                    kind.check(before + name, inner, problems);
                }
            });
        };
    }

    private static final Kind LIFECYCLE = fields("prevent_destroy", TRUTH);
    private static final Kind PAUSED = oneOf("PAUSED", "UNPAUSED");

    private static final Kind CLUSTER = fields(
            "spark_version",
            TEXT,
            "node_type_id",
            TEXT,
            "driver_node_type_id",
            TEXT,
            "num_workers",
            WHOLE_NUMBER,
            "autoscale",
            fields("min_workers", WHOLE_NUMBER, "max_workers", WHOLE_NUMBER),
            "policy_id",
            TEXT,
            "single_user_name",
            TEXT,
            "runtime_engine",
            oneOf("NULL", "PHOTON", "STANDARD"),
            "data_security_mode",
            oneOf(
                    "SINGLE_USER",
                    "USER_ISOLATION",
                    "DATA_SECURITY_MODE_AUTO",
                    "DATA_SECURITY_MODE_DEDICATED",
                    "DATA_SECURITY_MODE_STANDARD",
                    "NONE"),
            "spark_conf",
            named(TEXT),
            "spark_env_vars",
            named(TEXT),
            "custom_tags",
            named(TEXT));

    private static final Kind TASK = fields(
            "task_key*", TEXT,
            "description", TEXT,
            "job_cluster_key", TEXT,
            "existing_cluster_id", TEXT,
            "max_retries", WHOLE_NUMBER,
            "min_retry_interval_millis", WHOLE_NUMBER,
            "retry_on_timeout", TRUTH,
            "timeout_seconds", WHOLE_NUMBER,
            "spark_jar_task", fields("main_class_name", TEXT, "parameters", listOf(TEXT)),
            "libraries",
                    listOf(fields(
                            "jar",
                            TEXT,
                            "maven",
                            fields("coordinates*", TEXT, "exclusions", listOf(TEXT), "repo", TEXT))));

    private static final Kind JOB = fields(
            "name", TEXT,
            "description", TEXT,
            "max_concurrent_runs", WHOLE_NUMBER,
            "timeout_seconds", WHOLE_NUMBER,
            "schedule", fields("quartz_cron_expression*", TEXT, "timezone_id*", TEXT, "pause_status", PAUSED),
            "continuous", fields("pause_status", PAUSED, "task_retry_mode", oneOf("NEVER", "ON_FAILURE")),
            "tasks", listOf(TASK),
            "job_clusters", listOf(fields("job_cluster_key*", TEXT, "new_cluster*", CLUSTER)),
            "tags", named(TEXT));

    private static final Kind VOLUME = fields(
            "catalog_name*", TEXT,
            "schema_name*", TEXT,
            "name*", TEXT,
            "volume_type", oneOf("EXTERNAL", "MANAGED"),
            "storage_location", TEXT,
            "comment", TEXT,
            "lifecycle", LIFECYCLE);

    private static final Kind SECRET_SCOPE = fields(
            "name*",
            TEXT,
            "backend_type",
            oneOf("AZURE_KEYVAULT", "DATABRICKS"),
            "lifecycle",
            LIFECYCLE,
            "permissions",
            listOf(fields(
                    "level*",
                    oneOf("READ", "WRITE", "MANAGE"),
                    "user_name",
                    TEXT,
                    "group_name",
                    TEXT,
                    "service_principal_name",
                    TEXT)));

    private static final Kind WORKSPACE =
            fields("host", TEXT, "profile", TEXT, "root_path", TEXT, "file_path", TEXT, "artifact_path", TEXT);

    private static final Kind FILE = fields(
            "bundle*", fields("name*", TEXT, "databricks_cli_version", TEXT),
            "variables", named(fields("description", TEXT, "default", TEXT)),
            "workspace", WORKSPACE,
            "resources",
                    fields(
                            "volumes", named(VOLUME),
                            "secret_scopes", named(SECRET_SCOPE),
                            "jobs", named(JOB)),
            "targets",
                    named(fields(
                            "mode", oneOf("development", "production"), "default", TRUTH, "workspace", WORKSPACE)));
}
