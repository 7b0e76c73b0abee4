package io.nacre.bench.measure;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The machine of a benchmark, and its load. */
final class Machine {

    private static final int STEAL = 8;

    private Machine() {}

    static Map<String, String> describe() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("processor", processor());
        facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
        facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        return facts;
    }

    /** The load average of the last minute; negative if unknown. */
    static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    /** Stolen CPU ticks of this machine since its start. */
    static long stolenTicks() {
        Path facts = Path.of("/proc/stat");
        if (!Files.isReadable(facts)) {
            return 0;
        }
        try (var lines = Files.lines(facts)) {
            return lines.filter(line -> line.startsWith("cpu "))
                    .map(line -> line.trim().split("\\s+"))
                    .filter(fields -> fields.length > STEAL)
                    .mapToLong(fields -> Long.parseLong(fields[STEAL]))
                    .sum();
        } catch (IOException e) {
            return 0;
        }
    }

    private static String processor() {
        Path facts = Path.of("/proc/cpuinfo");
        if (Files.isReadable(facts)) {
            try (var lines = Files.lines(facts)) {
                return lines.filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse(System.getProperty("os.arch"));
            } catch (IOException e) {
                return System.getProperty("os.arch");
            }
        }
        return System.getProperty("os.arch");
    }
}
