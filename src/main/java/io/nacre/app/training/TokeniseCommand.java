package io.nacre.app.training;

import io.nacre.app.cli.AtomicFile;
import io.nacre.app.cli.CommandSupport;
import io.nacre.secret.CardTokens;
import io.nacre.training.csv.CardTokeniser;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Replaces card numbers in a file by tokens. */
@Command(
        name = "tokenise",
        description = "Replace the card numbers in a column of a CSV file with keyed tokens.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  openssl rand -base64 32 > /run/secrets/token-key",
            "  printf 'use = 2026-03\\nkey.2026-03 = $${file:/run/secrets/token-key}\\n' > token-keys.properties",
            "  nacre tokenise --data cards.csv --column card_number --keys token-keys.properties --out tokens.csv"
        })
public final class TokeniseCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "FILE",
            description = "CSV with a header line, also gzipped.")
    private Path data = Path.of("");

    @Option(names = "--column", required = true, paramLabel = "NAME", description = "Column with the card numbers.")
    private String column = "";

    @Option(
            names = "--keys",
            required = true,
            paramLabel = "FILE",
            description = "Properties file that names the keys and the key to use.")
    private Path keys = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "File to write to; must not exist.")
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException {
        if (Files.exists(out)) {
            throw new FileAlreadyExistsException(out.toString());
        }
        long[] rows = {0};
        AtomicFile.write(out, file -> rows[0] = CardTokeniser.tokenise(data, column, CardTokens.read(keys), file));
        CommandSupport.out(spec).printf("%,d rows written to %s%n", rows[0], out);
        return 0;
    }
}
