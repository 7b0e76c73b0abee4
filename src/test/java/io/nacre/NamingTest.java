package io.nacre;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What names have to be, in the code, its tests and its benchmarks. */
class NamingTest {

    private static final JavaClasses ALL = new ClassFileImporter().importPackages("io.nacre");

    /** The generated classes of the contracts have the contracts' names, and only {@code codec} sees them. */
    @Test
    void oneSimpleNameOnce() {
        Map<String, List<JavaClass>> bySimpleName = ALL.stream()
                .filter(type -> type.isTopLevelClass()
                        && !type.getPackageName().equals("io.nacre.avro")
                        && !type.getSimpleName().equals("package-info"))
                .collect(groupingBy(JavaClass::getSimpleName));

        assertThat(bySimpleName).hasSizeGreaterThan(800);
        assertThat(bySimpleName.values())
                .filteredOn(types -> types.size() > 1)
                .as("types with one simple name")
                .isEmpty();
    }

    @Test
    void exceptionsEndInException() {
        classes()
                .that()
                .areAssignableTo(Throwable.class)
                .should()
                .haveSimpleNameEndingWith("Exception")
                .check(ALL);
    }
}
