package io.nacre.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.codec.mapping.BundleAnnouncement;
import io.nacre.codec.rejection.RejectionCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** FULL_TRANSITIVE: every schema ever released reads, and is read by, the present one. */
class SchemaEvolutionTest {

    private static final Path RELEASES = Path.of("src/test/resources/schemas");

    @ParameterizedTest
    @MethodSource("io.nacre.codec.Contract#all")
    void everyReleaseReadsAndIsReadByThePresentSchema(Contract<?> contract) throws IOException {
        for (Schema released : releases(contract)) {
            assertThat(fits(contract.schema(), released))
                    .as("present reads released")
                    .isTrue();
            assertThat(fits(released, contract.schema()))
                    .as("released reads present")
                    .isTrue();
        }
    }

    @Test
    void noticesAnIncompatibleChange() {
        Schema present = Contract.CHARGEBACK.schema();
        Schema renamed = new Schema.Parser().parse(present.toString().replace("\"known_at\"", "\"learned_at\""));

        assertThat(fits(present, renamed) && fits(renamed, present)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("io.nacre.codec.Contract#all")
    void everyTypeAndFieldHasADescription(Contract<?> contract) {
        List<String> silent = new ArrayList<>();
        visit(contract.schema(), type -> {
            boolean named = type.getType() == Schema.Type.RECORD || type.getType() == Schema.Type.ENUM;
            if (named && type.getDoc() == null) {
                silent.add(type.getName());
            }
            if (type.getType() == Schema.Type.RECORD) {
                type.getFields().stream()
                        .filter(field -> field.doc() == null || field.doc().isBlank())
                        .forEach(field -> silent.add(type.getName() + "." + field.name()));
            }
        });

        assertThat(silent).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("io.nacre.codec.Contract#all")
    void everyEnumCanGrow(Contract<?> contract) {
        visit(contract.schema(), type -> {
            if (type.getType() == Schema.Type.ENUM) {
                assertThat(type.getEnumDefault()).as(type.getName()).isNotNull();
            }
        });
    }

    @Test
    void enumSymbolsOfSchemasMatchTheCode() {
        assertSameSymbols(io.nacre.avro.Channel.values(), io.nacre.payment.Channel.values());
        assertSameSymbols(io.nacre.avro.Outcome.values(), io.nacre.decision.Outcome.values());
        assertSameSymbols(io.nacre.avro.Cause.values(), io.nacre.decision.Cause.values());
        assertSameSymbols(io.nacre.avro.AlertStatus.values(), io.nacre.decision.incident.Alert.Status.values());
        assertSameSymbols(io.nacre.avro.Severity.values(), io.nacre.decision.incident.Severity.values());
        assertSameSymbols(io.nacre.avro.Finding.values(), io.nacre.decision.Verdict.Finding.values());
        assertSameSymbols(io.nacre.avro.VerdictReason.values(), io.nacre.decision.Verdict.Reason.values());
        assertSameSymbols(io.nacre.avro.ActionType.values(), io.nacre.decision.control.AccountAction.Type.values());
        assertSameSymbols(io.nacre.avro.FreezeScope.values(), io.nacre.decision.control.AccountAction.Scope.values());
        assertSameSymbols(io.nacre.avro.ActorType.values(), io.nacre.decision.control.AccountAction.ActorType.values());
        assertSameSymbols(io.nacre.avro.ListName.values(), io.nacre.decision.control.ListEntry.ListType.values());
        assertSameSymbols(io.nacre.avro.ListSubject.values(), io.nacre.decision.control.ListEntry.Subject.values());
        assertSameSymbols(io.nacre.avro.ListChange.values(), io.nacre.decision.control.ListEntry.Change.values());
        assertSameSymbols(io.nacre.avro.BundleRole.values(), BundleAnnouncement.Role.values());
        assertSameSymbols(io.nacre.avro.RuleStage.values(), io.nacre.rules.RuleStage.values());
        assertSameSymbols(io.nacre.avro.RuleStrength.values(), io.nacre.rules.Rule.Enforcement.values());
        assertSameSymbols(io.nacre.avro.LabelSource.values(), io.nacre.payment.Label.Source.values());
        assertSameSymbols(io.nacre.avro.RejectionCode.values(), RejectionCode.values());
    }

    private static void assertSameSymbols(Enum<?>[] schema, Enum<?>[] values) {
        assertThat(Arrays.stream(schema).map(Enum::name).filter(word -> !word.equals("UNKNOWN")))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(values).map(Enum::name).toList());
    }

    private static boolean fits(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                        .getType()
                == SchemaCompatibilityType.COMPATIBLE;
    }

    private static List<Schema> releases(Contract<?> contract) throws IOException {
        List<Schema> schemas = new ArrayList<>();
        try (var folders = Files.list(RELEASES)) {
            for (Path folder : folders.sorted().toList()) {
                Path schema = folder.resolve(contract.name() + ".avsc");
                if (Files.exists(schema)) {
                    schemas.add(new Schema.Parser().parse(schema.toFile()));
                }
            }
        }
        return schemas;
    }

    private static void visit(Schema type, Consumer<Schema> visitor) {
        visitor.accept(type);
        switch (type.getType()) {
            case RECORD -> type.getFields().forEach(field -> visit(field.schema(), visitor));
            case UNION -> type.getTypes().forEach(branch -> visit(branch, visitor));
            case ARRAY -> visit(type.getElementType(), visitor);
            case MAP -> visit(type.getValueType(), visitor);
            default -> {
                // Every other type is a leaf.
            }
        }
    }
}
