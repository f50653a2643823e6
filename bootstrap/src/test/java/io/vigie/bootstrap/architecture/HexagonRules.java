package io.vigie.bootstrap.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.vigie.bootstrap.architecture.Packages.within;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;

/** What keeps the hexagon one, as rules over the classes of all modules. */
final class HexagonRules {

    /** What the language itself needs, and time, collections and bytes. */
    private static final String[] PLAIN_JAVA = {
        "java.lang",
        "java.lang.annotation",
        "java.lang.invoke",
        "java.lang.runtime",
        "java.time..",
        "java.util..",
        "java.io",
        "java.nio.charset",
        "io.vavr..",
        "org.jspecify.annotations"
    };

    /** Decimal digits of any length, which a decoder of numbers cannot do without. */
    private static final String BIG_NUMBERS = "java.math";

    private static final String[] SPARK_AND_SCALA = {"org.apache.spark..", "scala.."};
    private static final String[] KAFKA = {"org.apache.kafka..", "org.apache.spark.sql.kafka010.."};
    private static final String[] AZURE = {"com.azure..", "com.microsoft.azure..", "org.apache.spark.eventhubs.."};
    private static final String[] DELTA = {"io.delta..", "org.apache.spark.sql.delta.."};

    static final ArchRule THE_DOMAIN_IS_PLAIN_JAVA = classes()
            .that()
            .resideInAPackage(within(Packages.DOMAIN))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(PLAIN_JAVA).or(resideInAPackage(within(Packages.DOMAIN))))
            .because("rules must run wherever Java runs; a library that the domain needs belongs behind a port");

    static final ArchRule THE_APPLICATION_DEPENDS_ON_THE_DOMAIN_ALONE = classes()
            .that()
            .resideInAPackage(within(Packages.APPLICATION))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(PLAIN_JAVA)
                    .or(resideInAnyPackage(BIG_NUMBERS, within(Packages.DOMAIN), within(Packages.APPLICATION))))
            .because("what it needs of the world it asks for through its ports");

    static final ArchRule SPARK_STAYS_IN_ADAPTERS_AND_WIRING = noClasses()
            .that(not(resideInAnyPackage(
                    within(Packages.ADAPTERS), within(Packages.PIPELINE_WIRING), within(Packages.DEMONSTRATION))))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SPARK_AND_SCALA);

    static final ArchRule KAFKA_STAYS_IN_ITS_ADAPTER = noClasses()
            .that()
            .resideOutsideOfPackage(within(Packages.KAFKA))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(KAFKA);

    static final ArchRule AZURE_STAYS_IN_ITS_ADAPTER = noClasses()
            .that()
            .resideOutsideOfPackages(within(Packages.EVENT_HUBS), within(Packages.STORAGE))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(AZURE);

    static final ArchRule DELTA_STAYS_IN_ITS_ADAPTER = noClasses()
            .that()
            .resideOutsideOfPackage(within(Packages.DELTA))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(DELTA);

    static final ArchRule KAFKA_SEES_OF_ADAPTERS_THE_SPI_ALONE = seesOfAdaptersTheSpiAlone(Packages.KAFKA);
    static final ArchRule EVENT_HUBS_SEES_OF_ADAPTERS_THE_SPI_ALONE = seesOfAdaptersTheSpiAlone(Packages.EVENT_HUBS);
    static final ArchRule DELTA_SEES_OF_ADAPTERS_THE_SPI_ALONE = seesOfAdaptersTheSpiAlone(Packages.DELTA);

    static final ArchRule THE_SPARK_ADAPTER_SEES_NO_OTHER = noClasses()
            .that()
            .resideInAPackage(within(Packages.SPARK))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(within(Packages.KAFKA), within(Packages.EVENT_HUBS), within(Packages.DELTA));

    static final ArchRule NOTHING_DEPENDS_ON_BOOTSTRAP = noClasses()
            .that()
            .resideOutsideOfPackage(within(Packages.BOOTSTRAP))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(within(Packages.BOOTSTRAP));

    static final ArchRule PORTS_ARE_INTERFACES_RECORDS_AND_SEALED_TYPES = classes()
            .that()
            .resideInAPackage(within(Packages.DRIVEN_PORTS))
            .and()
            .doNotHaveModifier(JavaModifier.SYNTHETIC) // the compiler's own
            .should()
            .beInterfaces()
            .orShould()
            .beRecords()
            .orShould(Conditions.beSealed())
            .orShould()
            .beAssignableTo(Exception.class)
            .because("a port says what is asked and answered, and how it fails, not how it is done");

    static final ArchRule DRIVEN_PORTS_ARE_IMPLEMENTED_OUTSIDE = classes()
            .that(ApplicationPorts.implement(ApplicationPorts.DRIVEN))
            .should()
            .resideInAnyPackage(
                    within(Packages.ADAPTERS),
                    within(Packages.MEMORY),
                    within(Packages.CONFIGURATION),
                    within(Packages.PIPELINE_WIRING),
                    within(Packages.OPERATION),
                    within(Packages.SIMULATION_WIRING))
            .because("the application is handed what it drives; the terminal and plain files are bootstrap's own");

    static final ArchRule DRIVEN_PORTS_HAVE_AN_IMPLEMENTATION = classes()
            .that(ApplicationPorts.DRIVEN)
            .should(ApplicationPorts.beImplementedIn(Packages.ADAPTERS, Packages.BOOTSTRAP))
            .because("what the application asks of nobody is no port");

    static final ArchRule INBOUND_PORTS_ARE_IMPLEMENTED_BY_THE_APPLICATION = classes()
            .that(ApplicationPorts.implement(ApplicationPorts.INBOUND))
            .should()
            .resideInAPackage(within(Packages.APPLICATION));

    static final ArchRule INBOUND_PORTS_HAVE_A_CALLER = classes()
            .that(ApplicationPorts.INBOUND)
            .should(ApplicationPorts.beCalledFromOutside())
            .because("a use case that is driven past its port has none");

    static final ArchRule SEALED_DOMAIN_TYPES_END_IN_RECORDS = classes()
            .that()
            .resideInAPackage(within(Packages.DOMAIN))
            .should(Conditions.haveRecordsAtTheEnds())
            .because("the alternatives of a domain type are values");

    static final ArchRule DOMAIN_FIELDS_ARE_FINAL = fields().that()
            .areDeclaredInClassesThat(resideInAPackage(within(Packages.DOMAIN))
                    .and(not(resideInAnyPackage(within(Packages.MONITOR), within(Packages.ENCODING)))))
            .should()
            .beFinal()
            .because("the running state of a device lives in " + Packages.MONITOR + " and nowhere else");

    static final ArchRule THE_KERNEL_IS_USED_BY_ITS_DOOR = noClasses()
            .that()
            .resideOutsideOfPackage(within(Packages.DOMAIN))
            .should()
            .dependOnClassesThat(resideInAPackage(Packages.MONITOR + ".*..")
                    .and(DescribedPredicate.describe(
                            "are not what it tells", type -> !Packages.KERNEL_TARGETS.contains(type.getName()))))
            .because("state that is changed past " + Packages.MONITOR
                    + ".MonitoredDevice is no state of a device any more");

    static final ArchRule NO_CLOCK_RANDOM_ENVIRONMENT_OR_STREAM = noClasses()
            .that()
            .resideInAnyPackage(within(Packages.DOMAIN), within(Packages.APPLICATION))
            .should()
            .accessTargetWhere(OutsideWorld.isReached())
            .because("the same readings must give the same alarms, whenever and wherever they are judged");

    static final ArchRule NO_CYCLES_BETWEEN_PACKAGES =
            slices().matching(Packages.ROOT + ".(**)").should().beFreeOfCycles();

    static final ArchRule ADAPTERS_SHOW_THEIR_ENTRIES_ALONE = classes()
            .that()
            .resideInAPackage(within(Packages.ADAPTERS))
            .and(not(resideInAnyPackage(within(Packages.SPARK), within(Packages.EVENT_HUBS))))
            .and()
            .areTopLevelClasses()
            .and(not(areNamedEntries()))
            .should()
            .bePackagePrivate();

    /** It has many rooms, so that much in it is public: to its own rooms alone. */
    static final ArchRule THE_SPARK_ADAPTER_SHOWS_ITS_ENTRIES_AND_THE_SPI_ALONE = showsItsEntriesAlone(Packages.SPARK);

    /** So has this one. */
    static final ArchRule THE_EVENT_HUBS_ADAPTER_SHOWS_ITS_ENTRIES_ALONE = showsItsEntriesAlone(Packages.EVENT_HUBS);

    static final ArchRule WHAT_A_ROOM_SHOWS_ANOTHER_USES = classes()
            .that()
            .resideInAnyPackage(within(Packages.SPARK), within(Packages.EVENT_HUBS))
            .and(not(resideInAPackage(within(Packages.SPARK_SPI))))
            .and()
            .areTopLevelClasses()
            .and()
            .arePublic()
            .and(not(areNamedEntries()))
            .should(Conditions.beUsedByAnotherPackage());

    private HexagonRules() {}

    private static ArchRule showsItsEntriesAlone(String adapter) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(within(adapter))
                .should()
                .dependOnClassesThat(resideInAPackage(within(adapter))
                        .and(not(resideInAPackage(within(Packages.SPARK_SPI))))
                        .and(not(areNamedEntries())));
    }

    private static ArchRule seesOfAdaptersTheSpiAlone(String adapter) {
        return noClasses()
                .that()
                .resideInAPackage(within(adapter))
                .should()
                .dependOnClassesThat(resideInAPackage(within(Packages.ADAPTERS))
                        .and(not(resideInAnyPackage(within(adapter), within(Packages.SPARK_SPI)))));
    }

    private static DescribedPredicate<JavaClass> areNamedEntries() {
        return DescribedPredicate.describe(
                "are the named entries of their module",
                type -> Packages.ADAPTER_ENTRIES.contains(type.getName().replaceFirst("\\$.*", "")));
    }
}
