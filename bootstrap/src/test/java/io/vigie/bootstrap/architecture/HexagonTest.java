package io.vigie.bootstrap.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds all modules to the rules of the hexagon, and each rule to its canary. */
class HexagonTest {

    private static final JavaClasses VIGIE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages(Packages.ROOT);

    private Canary canary;

    @BeforeEach
    void emptyCage(@TempDir Path classes) {
        canary = new Canary(classes);
    }

    private static void holds(ArchRule rule) {
        rule.check(VIGIE);
    }

    @Nested
    class Names {

        @Test
        void everyPackageThatARuleSpeaksOfHoldsClasses() {
            assertThat(Packages.ALL)
                    .allSatisfy(name -> assertThat(VIGIE)
                            .as(name)
                            .anyMatch(type -> (type.getPackageName() + ".").startsWith(name + ".")));
        }

        @Test
        void everyNamedEntryIsThere() {
            assertThat(Packages.ADAPTER_ENTRIES).allMatch(VIGIE::contain);
        }

        @Test
        void testsAreNotHeldToTheRules() {
            assertThat(VIGIE.contain(HexagonTest.class)).isFalse();
        }
    }

    @Nested
    class InnerModules {

        @Test
        void theDomainIsPlainJava() {
            holds(HexagonRules.THE_DOMAIN_IS_PLAIN_JAVA);
        }

        @Test
        void theKernelIsUsedByItsDoor() {
            holds(HexagonRules.THE_KERNEL_IS_USED_BY_ITS_DOOR);
        }

        @Test
        void anEngineThatReachesIntoTheKernelIsFound() {
            canary.with(Packages.SPARK, "Canary", "class Canary { io.vigie.domain.monitor.alarms.EntryState state; }")
                    .mustFail(HexagonRules.THE_KERNEL_IS_USED_BY_ITS_DOOR, "spark.Canary.state", "EntryState");
        }

        @Test
        void whatTheKernelTellsIsThere() {
            assertThat(Packages.KERNEL_TARGETS).allMatch(VIGIE::contain);
        }

        @Test
        void aDomainThatOpensAFileIsFound() {
            canary.with(
                            "io.vigie.domain.rule",
                            "Canary",
                            "class Canary { Object o = java.nio.file.Path.of(\"rules.yaml\"); }")
                    .mustFail(HexagonRules.THE_DOMAIN_IS_PLAIN_JAVA, "io.vigie.domain.rule.Canary", "java.nio.file");
        }

        @Test
        void aDomainThatKnowsTheApplicationIsFound() {
            canary.with(
                            "io.vigie.domain.rule",
                            "Canary",
                            "record Canary(io.vigie.application.plan.PipelinePlan plan) {}")
                    .mustFail(HexagonRules.THE_DOMAIN_IS_PLAIN_JAVA, "io.vigie.domain.rule.Canary", "PipelinePlan");
        }

        @Test
        void theApplicationDependsOnTheDomainAlone() {
            holds(HexagonRules.THE_APPLICATION_DEPENDS_ON_THE_DOMAIN_ALONE);
        }

        @Test
        void anApplicationThatParsesYamlIsFound() {
            canary.with(
                            "io.vigie.application.plan",
                            "Canary",
                            "class Canary { org.snakeyaml.engine.v2.nodes.Node node; }")
                    .mustFail(
                            HexagonRules.THE_APPLICATION_DEPENDS_ON_THE_DOMAIN_ALONE,
                            "io.vigie.application.plan.Canary",
                            "snakeyaml");
        }
    }

    @Nested
    class ForeignSystems {

        @Test
        void sparkStaysInAdaptersAndWiring() {
            holds(HexagonRules.SPARK_STAYS_IN_ADAPTERS_AND_WIRING);
        }

        @Test
        void aCommandLineThatMakesASessionIsFound() {
            canary.with(
                            "io.vigie.bootstrap.command",
                            "Canary",
                            "class Canary { org.apache.spark.sql.SparkSession session; }")
                    .mustFail(HexagonRules.SPARK_STAYS_IN_ADAPTERS_AND_WIRING, "command.Canary", "SparkSession");
        }

        @Test
        void aScalaTypeOutsideOfAdaptersIsFound() {
            canary.with("io.vigie.application.plan", "Canary", "class Canary { scala.Option<String> option; }")
                    .mustFail(HexagonRules.SPARK_STAYS_IN_ADAPTERS_AND_WIRING, "plan.Canary", "scala.Option");
        }

        @Test
        void kafkaStaysInItsAdapter() {
            holds(HexagonRules.KAFKA_STAYS_IN_ITS_ADAPTER);
        }

        @Test
        void aSparkAdapterThatTalksToKafkaIsFound() {
            canary.with(
                            "io.vigie.adapters.spark",
                            "Canary",
                            "class Canary { org.apache.kafka.clients.producer.Producer<String, String> producer; }")
                    .mustFail(HexagonRules.KAFKA_STAYS_IN_ITS_ADAPTER, "spark.Canary", "org.apache.kafka");
        }

        @Test
        void azureStaysInItsAdapter() {
            holds(HexagonRules.AZURE_STAYS_IN_ITS_ADAPTER);
        }

        @Test
        void aKafkaAdapterThatTalksToAzureIsFound() {
            canary.with(
                            "io.vigie.adapters.kafka",
                            "Canary",
                            "class Canary { com.microsoft.azure.eventhubs.EventHubClient client; }")
                    .mustFail(HexagonRules.AZURE_STAYS_IN_ITS_ADAPTER, "kafka.Canary", "com.microsoft.azure");
        }

        @Test
        void deltaStaysInItsAdapter() {
            holds(HexagonRules.DELTA_STAYS_IN_ITS_ADAPTER);
        }

        @Test
        void wiringThatReadsADeltaTableItselfIsFound() {
            canary.with(
                            "io.vigie.bootstrap.demonstration",
                            "Canary",
                            "class Canary { io.delta.tables.DeltaTable table; }")
                    .mustFail(HexagonRules.DELTA_STAYS_IN_ITS_ADAPTER, "demonstration.Canary", "io.delta");
        }
    }

    @Nested
    class Neighbours {

        @Test
        void kafkaSeesOfAdaptersTheSpiAlone() {
            holds(HexagonRules.KAFKA_SEES_OF_ADAPTERS_THE_SPI_ALONE);
        }

        @Test
        void aKafkaAdapterThatKnowsDeltaIsFound() {
            knowing(Packages.KAFKA, "io.vigie.adapters.delta.DeltaConnector")
                    .mustFail(HexagonRules.KAFKA_SEES_OF_ADAPTERS_THE_SPI_ALONE, "kafka.Canary", "DeltaConnector");
        }

        @Test
        void eventHubsSeesOfAdaptersTheSpiAlone() {
            holds(HexagonRules.EVENT_HUBS_SEES_OF_ADAPTERS_THE_SPI_ALONE);
        }

        @Test
        void anEventHubsAdapterThatKnowsKafkaIsFound() {
            canary.with(Packages.KAFKA, "Endpoint", "public class Endpoint {}");
            knowing(Packages.EVENT_HUBS, "io.vigie.adapters.kafka.Endpoint")
                    .mustFail(HexagonRules.EVENT_HUBS_SEES_OF_ADAPTERS_THE_SPI_ALONE, "eventhubs.Canary", "Endpoint");
        }

        @Test
        void deltaSeesOfAdaptersTheSpiAlone() {
            holds(HexagonRules.DELTA_SEES_OF_ADAPTERS_THE_SPI_ALONE);
        }

        @Test
        void aDeltaAdapterThatKnowsTheEngineIsFound() {
            knowing(Packages.DELTA, "io.vigie.adapters.spark.SparkTelemetryEngine")
                    .mustFail(
                            HexagonRules.DELTA_SEES_OF_ADAPTERS_THE_SPI_ALONE, "delta.Canary", "SparkTelemetryEngine");
        }

        @Test
        void theSparkAdapterSeesNoOther() {
            holds(HexagonRules.THE_SPARK_ADAPTER_SEES_NO_OTHER);
        }

        @Test
        void aSparkAdapterThatKnowsDeltaIsFound() {
            knowing(Packages.SPARK, "io.vigie.adapters.delta.DeltaConnector")
                    .mustFail(HexagonRules.THE_SPARK_ADAPTER_SEES_NO_OTHER, "spark.Canary", "DeltaConnector");
        }

        @Test
        void nothingDependsOnBootstrap() {
            holds(HexagonRules.NOTHING_DEPENDS_ON_BOOTSTRAP);
        }

        @Test
        void anAdapterThatKnowsBootstrapIsFound() {
            knowing(Packages.SPARK, "io.vigie.bootstrap.Vigie")
                    .mustFail(HexagonRules.NOTHING_DEPENDS_ON_BOOTSTRAP, "spark.Canary", "bootstrap.Vigie");
        }

        private Canary knowing(String packageName, String other) {
            return canary.with(packageName, "Canary", "class Canary { " + other + " other; }");
        }
    }

    @Nested
    class Ports {

        @Test
        void portsAreInterfacesRecordsAndSealedTypes() {
            holds(HexagonRules.PORTS_ARE_INTERFACES_RECORDS_AND_SEALED_TYPES);
        }

        @Test
        void aPortThatIsAServiceIsFound() {
            canary.with(Packages.DRIVEN_PORTS, "Canary", "public class Canary { void work() {} }")
                    .mustFail(HexagonRules.PORTS_ARE_INTERFACES_RECORDS_AND_SEALED_TYPES, "port.out.Canary");
        }

        @Test
        void drivenPortsAreImplementedOutside() {
            holds(HexagonRules.DRIVEN_PORTS_ARE_IMPLEMENTED_OUTSIDE);
        }

        @Test
        void anEngineInsideTheApplicationIsFound() {
            canary.with("io.vigie.application.plan", "Canary", """
                            import io.vigie.application.port.out.*;

                            class Canary implements TelemetryEngine {
                                public EnginePipeline open(PipelinePlan plan) {
                                    throw new PipelineRefused("no");
                                }

                                public java.time.Instant now() {
                                    return java.time.Instant.EPOCH;
                                }

                                public long nanoTime() {
                                    return 0;
                                }
                            }
                            """)
                    .mustFail(HexagonRules.DRIVEN_PORTS_ARE_IMPLEMENTED_OUTSIDE, "plan.Canary");
        }

        @Test
        void aRuleTestThatLoadsItselfIsFound() {
            canary.with(
                            Packages.RULE_TESTS,
                            "Canary",
                            "abstract class Canary implements io.vigie.application.ruletest.LoadRuleTests {}")
                    .mustFail(HexagonRules.DRIVEN_PORTS_ARE_IMPLEMENTED_OUTSIDE, "ruletest.Canary");
        }

        @Test
        void everyDrivenPortHasAnImplementation() {
            holds(HexagonRules.DRIVEN_PORTS_HAVE_AN_IMPLEMENTATION);
        }

        @Test
        void aDrivenPortThatTheApplicationAloneImplementsIsFound() {
            canary.with(Packages.DRIVEN_PORTS, "Canary", "public interface Canary { void sing(); }")
                    .with(Packages.MEMORY, "Cage", """
                            class Cage implements io.vigie.application.port.out.Canary {
                                public void sing() {}
                            }
                            """)
                    .mustFail(HexagonRules.DRIVEN_PORTS_HAVE_AN_IMPLEMENTATION, "port.out.Canary");
        }

        @Test
        void inboundPortsAreImplementedByTheApplication() {
            holds(HexagonRules.INBOUND_PORTS_ARE_IMPLEMENTED_BY_THE_APPLICATION);
        }

        @Test
        void aUseCaseInsideAnAdapterIsFound() {
            canary.with(
                            Packages.SPARK,
                            "Canary",
                            "abstract class Canary implements io.vigie.application.simulation.SimulateFleet {}")
                    .mustFail(HexagonRules.INBOUND_PORTS_ARE_IMPLEMENTED_BY_THE_APPLICATION, "spark.Canary");
        }

        @Test
        void everyInboundPortHasACallerOutsideItsPackage() {
            holds(HexagonRules.INBOUND_PORTS_HAVE_A_CALLER);
        }

        @Test
        void aUseCaseThatIsDrivenPastItsPortIsFound() {
            canary.with(Packages.REVIEW, "Canary", "public interface Canary { void sing(); }")
                    .with(Packages.REVIEW, "Cage", """
                            public class Cage implements Canary {
                                public void sing() { ((Canary) this).sing(); }
                            }
                            """)
                    .with(
                            "io.vigie.bootstrap.review",
                            "Past",
                            "class Past { void it() { new io.vigie.application.review.Cage().sing(); } }")
                    .mustFail(HexagonRules.INBOUND_PORTS_HAVE_A_CALLER, "review.Canary");
        }

        @Test
        void everyUseCaseHasAnInboundPort() {
            assertThat(VIGIE.stream().filter(ApplicationPorts.INBOUND).map(JavaClass::getPackageName))
                    .containsAll(Packages.USE_CASES);
        }

        @Test
        void whatUseCasesDriveIsThere() {
            assertThat(Packages.DRIVEN_BESIDE_USE_CASES).allMatch(VIGIE::contain);
        }
    }

    @Nested
    class DomainTypes {

        @Test
        void sealedDomainTypesEndInRecords() {
            holds(HexagonRules.SEALED_DOMAIN_TYPES_END_IN_RECORDS);
        }

        @Test
        void aSealedTypeThatEndsInAClassIsFound() {
            canary.with(Packages.DOMAIN, "Canary", """
                            sealed interface Canary {
                                record Yellow() implements Canary {}
                                final class Green implements Canary {}
                            }
                            """)
                    .mustFail(HexagonRules.SEALED_DOMAIN_TYPES_END_IN_RECORDS, "domain.Canary$Green");
        }

        @Test
        void aSealedClassThatEndsInAClassIsFound() {
            canary.with(Packages.DOMAIN, "Canary", """
                            abstract sealed class Canary {
                                static final class Green extends Canary {}
                            }
                            """)
                    .mustFail(HexagonRules.SEALED_DOMAIN_TYPES_END_IN_RECORDS, "domain.Canary$Green");
        }

        @Test
        void domainFieldsAreFinal() {
            holds(HexagonRules.DOMAIN_FIELDS_ARE_FINAL);
        }

        @Test
        void aDomainFieldThatChangesIsFound() {
            canary.with("io.vigie.domain.alarm", "Canary", "class Canary { private int songs; }")
                    .mustFail(HexagonRules.DOMAIN_FIELDS_ARE_FINAL, "Canary.songs");
        }
    }

    @Nested
    class WorldOutside {

        @Test
        void domainAndApplicationReachForNothingOutside() {
            holds(HexagonRules.NO_CLOCK_RANDOM_ENVIRONMENT_OR_STREAM);
        }

        @Test
        void whateverReachesOutsideIsFound() {
            List<String> expressions = List.of(
                    "java.time.Instant.now()",
                    "java.time.Clock.systemUTC()",
                    "(java.util.function.Supplier<?>) java.time.LocalDate::now",
                    "System.currentTimeMillis()",
                    "System.nanoTime()",
                    "new java.util.Random(1)",
                    "Math.random()",
                    "java.util.UUID.randomUUID()",
                    "io.vavr.collection.List.of(1, 2).shuffle()",
                    "System.getenv(\"HOME\")",
                    "System.getProperty(\"user.home\")",
                    "Boolean.getBoolean(\"vigie.debug\")",
                    "java.util.Locale.getDefault()",
                    "java.time.ZoneId.systemDefault()",
                    "Runtime.getRuntime()",
                    "System.out",
                    "System.err",
                    "System.in",
                    "new java.io.File(\"rules.yaml\")",
                    "new Thread()");
            StringBuilder body = new StringBuilder("class Canary {\n");
            List<String> reaching = new ArrayList<>();
            for (String expression : expressions) {
                String method = "reaching" + reaching.size();
                reaching.add("plan.Canary." + method + "()");
                body.append("Object ")
                        .append(method)
                        .append("() { return ")
                        .append(expression)
                        .append("; }\n");
            }
            canary.with("io.vigie.application.plan", "Canary", body.append("}").toString())
                    .mustFail(HexagonRules.NO_CLOCK_RANDOM_ENVIRONMENT_OR_STREAM, reaching.toArray(String[]::new));
        }

        @Test
        void theDomainIsWatchedToo() {
            canary.with("io.vigie.domain.monitor", "Canary", "class Canary { long now = System.currentTimeMillis(); }")
                    .mustFail(HexagonRules.NO_CLOCK_RANDOM_ENVIRONMENT_OR_STREAM, "monitor.Canary");
        }
    }

    @Nested
    class Order {

        @Test
        void packagesHaveNoCycles() {
            holds(HexagonRules.NO_CYCLES_BETWEEN_PACKAGES);
        }

        @Test
        void aCycleOfPackagesIsFound() {
            canary.with("io.vigie.domain.egg", "Egg", "public class Egg { io.vigie.domain.hen.Hen hatched; }")
                    .with("io.vigie.domain.hen", "Hen", "public class Hen { io.vigie.domain.egg.Egg laid; }")
                    .mustFail(HexagonRules.NO_CYCLES_BETWEEN_PACKAGES, "domain.egg", "domain.hen");
        }

        @Test
        void adaptersShowTheirEntriesAlone() {
            holds(HexagonRules.ADAPTERS_SHOW_THEIR_ENTRIES_ALONE);
        }

        @Test
        void anAdapterThatShowsMoreIsFound() {
            canary.with(Packages.DELTA, "Canary", "public class Canary {}")
                    .mustFail(HexagonRules.ADAPTERS_SHOW_THEIR_ENTRIES_ALONE, "delta.Canary");
        }

        @Test
        void theSparkAdapterShowsItsEntriesAndTheSpiAlone() {
            holds(HexagonRules.THE_SPARK_ADAPTER_SHOWS_ITS_ENTRIES_AND_THE_SPI_ALONE);
        }

        @Test
        void somebodyWhoLooksIntoARoomOfTheSparkAdapterIsFound() {
            canary.with(Packages.SPARK + ".room", "Canary", "public class Canary {}")
                    .with(
                            Packages.BOOTSTRAP,
                            "Intruder",
                            "class Intruder { " + Packages.SPARK + ".room.Canary canary; }")
                    .mustFail(
                            HexagonRules.THE_SPARK_ADAPTER_SHOWS_ITS_ENTRIES_AND_THE_SPI_ALONE,
                            "bootstrap.Intruder",
                            "room.Canary");
        }

        @Test
        void theEventHubsAdapterShowsItsEntriesAlone() {
            holds(HexagonRules.THE_EVENT_HUBS_ADAPTER_SHOWS_ITS_ENTRIES_ALONE);
        }

        @Test
        void somebodyWhoLooksIntoARoomOfTheEventHubsAdapterIsFound() {
            canary.with(Packages.EVENT_HUBS + ".room", "Canary", "public class Canary {}")
                    .with(
                            Packages.BOOTSTRAP,
                            "Intruder",
                            "class Intruder { " + Packages.EVENT_HUBS + ".room.Canary canary; }")
                    .mustFail(
                            HexagonRules.THE_EVENT_HUBS_ADAPTER_SHOWS_ITS_ENTRIES_ALONE,
                            "bootstrap.Intruder",
                            "room.Canary");
        }

        @Test
        void whatARoomShowsAnotherUses() {
            holds(HexagonRules.WHAT_A_ROOM_SHOWS_ANOTHER_USES);
        }

        @Test
        void aRoomThatShowsWhatNobodyUsesIsFound() {
            canary.with(Packages.SPARK + ".room", "Canary", "public class Canary {}")
                    .mustFail(HexagonRules.WHAT_A_ROOM_SHOWS_ANOTHER_USES, "room.Canary");
        }
    }
}
