package io.nacre.app.cli;

import io.nacre.training.csv.CsvMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option for the mapping of the columns of a file. */
public final class MappingOptions {

    @Option(
            names = "--mapping",
            required = true,
            paramLabel = "FILE|NAME",
            description = "Mapping of the columns: a YAML file, or the name of a shipped mapping (handbook, sparkov,"
                    + " fraud-ecommerce, aws-transactions, aws-registrations, ulb-creditcard, tabformer-user, paysim,"
                    + " ieee-cis, ieee-cis-test, nacre-simulation).")
    private String mapping = "";

    public CsvMapping mapping() throws IOException {
        return of(mapping);
    }

    /** Reads a mapping by its name or file. */
    public static CsvMapping of(String mapping) throws IOException {
        if (CsvMapping.SHIPPED.contains(mapping)) {
            return CsvMapping.named(mapping);
        }
        Path file = Path.of(mapping);
        if (!Files.exists(file)) {
            throw new CommandFailedException("--mapping: no such file: " + mapping + "; the shipped mappings are "
                    + String.join(", ", CsvMapping.SHIPPED));
        }
        return CsvMapping.read(file);
    }
}
