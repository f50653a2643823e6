package io.vigie.adapters.spark.files;

import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import scala.reflect.ClassTag$;

/** What a file system is opened with, wherever tasks run: sent there once, as it is long. */
final class HadoopSettings implements Serializable {

    private static final long serialVersionUID = 1;

    private final Broadcast<SerializableConfiguration> configuration;

    private HadoopSettings(Broadcast<SerializableConfiguration> configuration) {
        this.configuration = configuration;
    }

    static HadoopSettings of(SparkSession session, Configuration hadoop) {
        return new HadoopSettings(session.sparkContext()
                .broadcast(
                        new SerializableConfiguration(hadoop),
                        ClassTag$.MODULE$.apply(SerializableConfiguration.class)));
    }

    Configuration get() {
        return configuration.value().value();
    }
}
