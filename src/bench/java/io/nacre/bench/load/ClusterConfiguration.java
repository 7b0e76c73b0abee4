package io.nacre.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The configuration of a Flink cluster of several processes on this host: the shipped one, with free ports and memory
 * sizes that fit one host.
 */
public final class ClusterConfiguration {

    private ClusterConfiguration() {}

    /**
     * Writes the configuration file.
     *
     * @param conf the configuration folder, created if needed
     * @param slots of each TaskManager
     * @param settings of this cluster, by name
     * @return the port of the REST interface
     */
    public static int write(Path conf, int slots, Map<String, String> settings) throws IOException {
        int restPort = Ports.free();
        StringBuilder yaml = new StringBuilder(
                Files.readString(Path.of(System.getProperty("nacre.home", "."), "flink-conf", "config.yaml")));
        yaml.append("""

                jobmanager.rpc.address: localhost
                jobmanager.rpc.port: %d
                jobmanager.bind-host: localhost
                rest.port: %d
                taskmanager.host: localhost
                taskmanager.bind-host: localhost
                taskmanager.numberOfTaskSlots: %d
                taskmanager.cpu.cores: 1
                taskmanager.memory.framework.heap.size: 128m
                taskmanager.memory.framework.off-heap.size: 128m
                taskmanager.memory.jvm-metaspace.size: 256m
                taskmanager.memory.jvm-overhead.min: 192m
                taskmanager.memory.jvm-overhead.max: 192m
                """.formatted(Ports.free(), restPort, slots));
        new TreeMap<>(settings).forEach((name, value) -> yaml.append(name + ": " + value + "\n"));
        Files.writeString(Files.createDirectories(conf).resolve("config.yaml"), yaml);
        return restPort;
    }
}
