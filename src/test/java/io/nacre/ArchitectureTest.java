package io.nacre;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.ObjectInputStream;
import java.time.Instant;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The floors of the house: what may stand on what. */
class ArchitectureTest {

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.nacre");

    @Test
    void everyPackageDependsOnlyOnLowerLevels() {
        LayeredArchitecture house = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String floor : new String[] {
            "secret",
            "payment",
            "profile",
            "reference",
            "feature",
            "model",
            "decision",
            "rules",
            "codec",
            "avro",
            "stream",
            "training",
            "simulation",
            "kafka",
            "gateway",
            "http",
            "console",
            "webhook",
            "yaml",
            "ingest",
            "app"
        }) {
            house = house.layer(floor).definedBy("io.nacre." + floor + "..");
        }
        house.whereLayer("app")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("gateway")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("console")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("http")
                .mayOnlyBeAccessedByLayers("gateway", "console", "app")
                .whereLayer("ingest")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("kafka")
                .mayOnlyBeAccessedByLayers("gateway", "console", "ingest", "webhook", "app")
                .whereLayer("webhook")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("yaml")
                .mayNotAccessAnyLayer()
                .whereLayer("yaml")
                .mayOnlyBeAccessedByLayers("training", "ingest", "app")
                .whereLayer("stream")
                .mayOnlyBeAccessedByLayers("kafka", "app")
                .whereLayer("training")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("simulation")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("avro")
                .mayOnlyBeAccessedByLayers("codec")
                .whereLayer("codec")
                .mayOnlyBeAccessedByLayers(
                        "stream",
                        "training",
                        "simulation",
                        "kafka",
                        "gateway",
                        "http",
                        "console",
                        "ingest",
                        "webhook",
                        "app")
                .whereLayer("rules")
                .mayOnlyBeAccessedByLayers("codec", "stream", "kafka", "console", "app")
                .whereLayer("decision")
                .mayOnlyBeAccessedByLayers(
                        "rules", "codec", "stream", "training", "kafka", "gateway", "console", "webhook", "app")
                .whereLayer("model")
                .mayOnlyBeAccessedByLayers(
                        "decision", "rules", "codec", "stream", "training", "kafka", "gateway", "console", "app")
                .whereLayer("feature")
                .mayOnlyBeAccessedByLayers(
                        "model",
                        "decision",
                        "rules",
                        "codec",
                        "stream",
                        "training",
                        "kafka",
                        "gateway",
                        "console",
                        "app")
                .whereLayer("profile")
                .mayOnlyBeAccessedByLayers("feature", "stream")
                .whereLayer("secret")
                .mayNotAccessAnyLayer()
                .whereLayer("payment")
                .mayOnlyAccessLayers("secret")
                .check(HOUSE);
    }

    @Test
    void onlyStreamKafkaAndAppDependOnFlink() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.nacre.stream..",
                        "io.nacre.kafka..",
                        "io.nacre.gateway..",
                        "io.nacre.console..",
                        "io.nacre.webhook..",
                        "io.nacre.ingest..",
                        "io.nacre.app..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.flink..", "org.apache.kafka..")
                .check(HOUSE);
    }

    /** The job's jar has no HTTP client of the webhooks, and no library that only they use. */
    @Test
    void onlyWebhooksKnowTheHttpClientAndTheyKnowNoFlink() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.nacre.webhook..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.hc..")
                .check(HOUSE);
        noClasses()
                .that()
                .resideInAPackage("io.nacre.webhook..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.flink..", "io.nacre.stream..")
                .check(HOUSE);
    }

    /** The job's jar has no web server. */
    @Test
    void onlyGatewayAndConsoleKnowHttpServersAndTheyKnowNoFlink() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.nacre.gateway..", "io.nacre.http..", "io.nacre.console.http..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..")
                .check(HOUSE);
        noClasses()
                .that()
                .resideOutsideOfPackages("io.nacre.gateway..", "io.nacre.webhook..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.micrometer..")
                .check(HOUSE);
        noClasses()
                .that()
                .resideInAnyPackage("io.nacre.gateway..", "io.nacre.http..", "io.nacre.console..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.flink..", "io.nacre.stream..")
                .check(HOUSE);
    }

    /** The job's jar has no database. */
    @Test
    void onlyTheConsoleKnowsDatabasesAndPasswordHashes() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.nacre.console..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jdbi..", "org.flywaydb..", "com.zaxxer..", "org.sqlite..", "org.postgresql..")
                .check(HOUSE);
        noClasses()
                .that()
                .resideOutsideOfPackage("io.nacre.console.access..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bouncycastle..")
                .check(HOUSE);
    }

    /** The job's jar has no parsers of other formats. */
    @Test
    void onlyIngestKnowsForeignFormatsAndItKnowsNoFlink() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.nacre.ingest..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.solab..", "javax.xml..")
                .check(HOUSE);
        noClasses()
                .that()
                .resideInAPackage("io.nacre.ingest..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.flink..", "io.nacre.stream..")
                .check(HOUSE);
    }

    @Test
    void onlyModelAndTrainingDependOnDeeplearning4j() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.nacre.model..", "io.nacre.training..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.deeplearning4j..", "org.nd4j..")
                .check(HOUSE);
    }

    @Test
    void formulasReadNoClockAndNoRandomness() {
        noClasses()
                .that()
                .resideInAnyPackage("..payment..", "..profile..", "..feature..", "..decision..", "..rules..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Random.class)
                .check(HOUSE);
    }

    @Test
    void nothingIsReadByJavaSerialisation() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ObjectInputStream.class)
                .check(HOUSE);
    }

    @Test
    void commandsPrintOnlyBySafeWriters() {
        noClasses()
                .that()
                .doNotHaveSimpleName("CommandSupport")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(CommandLine.class, "getOut")
                .orShould()
                .callMethod(CommandLine.class, "getErr")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .check(HOUSE);
    }

    @Test
    void cellsForPeopleAreWrittenAsTexts() {
        noClasses()
                .that()
                .resideInAnyPackage("io.nacre.app..", "io.nacre.console..")
                .and()
                .doNotHaveSimpleName("CsvExport")
                .and()
                .doNotHaveSimpleName("IncidentCsv")
                .should()
                .callMethod(CsvWriter.class, "writeRecord", String[].class)
                .orShould()
                .callMethod(CsvWriter.class, "writeRecord", Iterable.class)
                .check(HOUSE);
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("io.nacre.(*)..").should().beFreeOfCycles().check(HOUSE);
    }

    /** Training stands on its parts, and only the reports stand on training. */
    @Test
    void subpackagesOfTrainingHaveNoCycles() {
        slices().matching("io.nacre.training.(*)..").should().beFreeOfCycles().check(HOUSE);
        noClasses()
                .that()
                .resideInAPackage("io.nacre.training.*..")
                .and()
                .resideOutsideOfPackage("io.nacre.training.report..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.nacre.training")
                .check(HOUSE);
        noClasses()
                .that()
                .resideOutsideOfPackage("io.nacre.training..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.nacre.training.metrics..")
                .check(HOUSE);
    }

    @Test
    void partsOfAFloorAreFreeOfCycles() {
        for (String floor : new String[] {
            "model", "stream", "kafka", "gateway", "console", "ingest", "codec", "decision", "reference"
        }) {
            slices().matching("io.nacre." + floor + ".(*)..")
                    .should()
                    .beFreeOfCycles()
                    .check(HOUSE);
        }
    }

    /** Parts of the command line stand on each other in one direction, all on {@code cli}; only the root joins them. */
    @Test
    void subpackagesOfTheCommandLineHaveNoCycles() {
        slices().matching("io.nacre.app.(*)..").should().beFreeOfCycles().check(HOUSE);
        noClasses()
                .that()
                .resideInAPackage("io.nacre.app.*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.nacre.app")
                .check(HOUSE);
        noClasses()
                .that()
                .resideInAPackage("io.nacre.app.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.nacre.app.analyst..",
                        "io.nacre.app.training..",
                        "io.nacre.app.bundle..",
                        "io.nacre.app.job..",
                        "io.nacre.app.gateway..",
                        "io.nacre.app.console..",
                        "io.nacre.app.webhook..",
                        "io.nacre.app.ingest..",
                        "io.nacre.app.topic..",
                        "io.nacre.app.demo..")
                .check(HOUSE);
    }

    @Test
    void everyPackageRefusesNull() {
        classes()
                .that()
                .haveSimpleName("package-info")
                .and()
                .resideOutsideOfPackage("io.nacre.avro..")
                .should()
                .beAnnotatedWith(NullMarked.class)
                .check(HOUSE);
    }
}
