package io.nacre.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nacre.kafka.topic.Topic;
import io.nacre.kafka.topic.TopicCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import picocli.CommandLine.ParseResult;

/** What the container files name is there, and is what the code says. No container is started. */
final class DockerTest {

    private static final Path FOLDER = Path.of("docker");

    @Test
    void copiesOnlyWhatIsThere() throws IOException {
        assertThat(copied())
                .contains("target/nacre-job.jar")
                .allSatisfy(source -> assertThat(source)
                        .satisfiesAnyOf(
                                built -> assertThat(built).isEqualTo("target/nacre-job.jar"),
                                file -> assertThat(Path.of(file)).isRegularFile()));
        assertThat(pom()).contains("/nacre-job.jar</outputFile>");
    }

    @Test
    void makesTheFolderOfItsStateAndRunsAsFlinksUser() throws IOException {
        assertThat(dockerfile()).contains("chown flink:flink /opt/nacre/state").endsWith("USER flink\n");
        assertThat(service("jobmanager").get("volumes").get(0).asText()).isEqualTo("state:/opt/nacre/state");
        assertThat(service("jobmanager")
                        .get("environment")
                        .get("FLINK_PROPERTIES")
                        .asText())
                .contains("file:///opt/nacre/state/checkpoints");
    }

    @Test
    void buildsFromTheTopOfTheProject() throws IOException {
        for (String service : List.of("jobmanager", "taskmanager")) {
            JsonNode build = service(service).get("build");
            Path top = FOLDER.resolve(build.get("context").asText());

            assertThat(top.resolve("pom.xml")).exists();
            assertThat(top.resolve(build.get("dockerfile").asText())).exists();
        }
    }

    @Test
    void runsTheVersionsOfTheBuild() throws IOException {
        assertThat(dockerfile()).contains("FROM flink:" + property("flink.version") + "-java17");
        for (String service : List.of("broker", "topics")) {
            assertThat(service(service).get("image").asText()).isEqualTo("apache/kafka:" + property("kafka.version"));
        }
    }

    @Test
    void startsTheJobWithValidOptions() throws Exception {
        List<String> words =
                List.of(service("jobmanager").get("command").asText().split("\\s+"));
        int options = words.indexOf("--bootstrap-servers");
        List<String> job = words.subList(options, words.size()).stream()
                .filter(word -> !word.startsWith("${"))
                .toList();

        assertThat(words).startsWith("standalone-job", "--job-classname", FraudDetectionJob.class.getName());
        ParseResult parsed = FraudDetectionJob.commandLine().parseArgs(job.toArray(String[]::new));
        assertThat(parsed.matchedOptionValue("--bundle", Path.of(""))).hasToString("/opt/nacre/files/bundle");
    }

    @Test
    void setsOnlyOptionsOfFlink() throws Exception {
        Set<String> known = FlinkConfTest.options().keySet();
        String properties =
                service("jobmanager").get("environment").get("FLINK_PROPERTIES").asText();

        assertThat(properties.lines().map(line -> line.split(": ", 2)[0]))
                .isNotEmpty()
                .allMatch(known::contains);
        assertThat(service("taskmanager").get("environment"))
                .isEqualTo(service("jobmanager").get("environment"));
    }

    @Test
    void mountsOnlyWhatIsThereAndDeclared() throws IOException {
        JsonNode compose = compose();
        List<String> named = new ArrayList<>();
        compose.get("volumes").fieldNames().forEachRemaining(named::add);
        for (JsonNode service : compose.get("services")) {
            for (JsonNode volume : service.path("volumes")) {
                String source = volume.isTextual() ? volume.asText().split(":")[0] : "${";
                assertThat(named.contains(source)
                                || source.startsWith("${")
                                || Files.exists(FOLDER.resolve(source).normalize()))
                        .as(volume.toString())
                        .isTrue();
            }
        }
    }

    @Test
    void publishesPortsOnlyToTheHost() throws IOException {
        for (JsonNode service : compose().get("services")) {
            for (JsonNode port : service.path("ports")) {
                assertThat(port.asText()).startsWith("127.0.0.1:");
            }
        }
    }

    @Test
    void explainsEveryVariable() throws IOException {
        String text = Files.readString(FOLDER.resolve("compose.yaml"));
        Set<String> used = Pattern.compile("\\$\\{([A-Z_]+)")
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());

        assertThat(used).isNotEmpty().allSatisfy(name -> assertThat(text).contains("# " + name + " "));
    }

    @Test
    void createsTheTopicsOfTheCatalogue() throws IOException {
        String expected = TopicCatalogue.ALL.stream().map(DockerTest::create).collect(Collectors.joining("\n"));

        assertThat(Files.readAllLines(FOLDER.resolve("create-topics")).stream()
                        .filter(line -> line.startsWith("create "))
                        .collect(Collectors.joining("\n")))
                .as("paste this at the end of docker/create-topics:\n%s\n", expected)
                .isEqualTo(expected);
    }

    @Test
    void givesFlinkItsJavaOptionsAsOneLineOfYaml() throws IOException {
        String options = String.join(" ", Files.readAllLines(Path.of("flink-conf", "java-options")));
        Path folder = Files.createTempDirectory(Path.of("target"), "conf-");
        Files.writeString(
                folder.resolve("config.yaml"),
                Files.readString(Path.of("flink-conf", "config.yaml")) + "\nenv.java.opts.all: \"" + options + "\"\n");

        Configuration merged = GlobalConfiguration.loadConfiguration(folder.toString());

        assertThat(merged.toMap()).containsEntry("env.java.opts.all", options).containsKey("state.backend.type");
    }

    private static String create(Topic<?> topic) {
        StringBuilder line = new StringBuilder("create " + topic.name() + " " + topic.partitions());
        topic.settings().forEach((name, value) -> line.append(" " + name + "=" + value));
        return line.toString();
    }

    private static List<String> copied() throws IOException {
        return Pattern.compile("(?m)^COPY (?:--\\S+ )*(\\S+) \\S+$")
                .matcher(dockerfile())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static JsonNode service(String name) throws IOException {
        return compose().get("services").get(name);
    }

    /** With anchors and merges resolved, as Docker reads it. */
    private static JsonNode compose() throws IOException {
        Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        return new JsonMapper().valueToTree(yaml.load(Files.readString(FOLDER.resolve("compose.yaml"))));
    }

    private static String dockerfile() throws IOException {
        return Files.readString(FOLDER.resolve("Dockerfile"));
    }

    private static String property(String name) throws IOException {
        String tag = "<" + name + ">";
        String pom = pom();
        int begin = pom.indexOf(tag) + tag.length();
        return pom.substring(begin, pom.indexOf("</", begin));
    }

    private static String pom() throws IOException {
        return Files.readString(Path.of("pom.xml"));
    }
}
