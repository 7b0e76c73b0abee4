package io.nacre;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A record with many components is composed of smaller ones, so that a new field has one home. */
class RecordSizeTest {

    private static final int MAX_COMPONENTS = 8;

    /** A contract with one flat record: the component stands next to its field of the schema. */
    private static final Map<String, Integer> FLAT_CONTRACTS =
            Map.of("AccountAction", 9, "AuditEntry", 11, "ListEntry", 9);

    @Test
    void theRecordsOfADecisionHaveFewComponents() {
        Map<String, Integer> components = new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("io.nacre.decision", "io.nacre.stream.event", "io.nacre.stream.state")
                        .stream()
                        .filter(JavaClass::isRecord)
                        .map(JavaClass::reflect)
                        .collect(toMap(Class::getSimpleName, type -> type.getRecordComponents().length, Math::max));

        assertThat(components).containsEntry("Decision", MAX_COMPONENTS).containsEntry("Alert", 2);
        assertThat(components.entrySet().stream()
                        .filter(each -> each.getValue() > MAX_COMPONENTS)
                        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue)))
                .isEqualTo(FLAT_CONTRACTS);
    }
}
