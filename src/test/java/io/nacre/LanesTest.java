package io.nacre;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The unit lane stays quick: a test that starts a broker, a cluster or another process says so by its tag. */
class LanesTest {

    private static final Set<String> LANES = Set.of("flink", "broker", "end-to-end", "training");

    private static final List<String> SLOW_STARTERS = List.of(
            "io.nacre.kafka.admin.LocalBroker",
            "org.apache.flink.test.util.MiniClusterWithClientResource",
            "org.apache.flink.runtime.minicluster.MiniCluster");

    private static final JavaClasses TESTS = new ClassFileImporter()
            .withImportOption(new ImportOption.OnlyIncludeTests())
            .importPackages("io.nacre");

    @Test
    void everyTagIsALane() {
        assertThat(tests().stream().filter(test -> test.isAnnotatedWith(Tag.class)))
                .hasSizeGreaterThan(40)
                .allSatisfy(test -> assertThat(LANES)
                        .contains(test.getAnnotationOfType(Tag.class).value()));
    }

    @Test
    void whatStartsABrokerOrAClusterIsNotInTheUnitLane() {
        assertThat(tests().stream()
                        .filter(test -> !test.isAnnotatedWith(Tag.class))
                        .filter(LanesTest::startsSomethingSlow)
                        .map(JavaClass::getSimpleName))
                .isEmpty();
    }

    private static List<JavaClass> tests() {
        return TESTS.stream()
                .filter(type -> type.isTopLevelClass() && type.getSimpleName().endsWith("Test"))
                .toList();
    }

    /** By itself or by a helper of the tests. */
    private static boolean startsSomethingSlow(JavaClass test) {
        Set<JavaClass> seen = new HashSet<>();
        Deque<JavaClass> open = new ArrayDeque<>(List.of(test));
        while (!open.isEmpty()) {
            JavaClass type = open.pop();
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass();
                if (SLOW_STARTERS.contains(target.getName())) {
                    return true;
                }
                if (TESTS.contain(target.getName()) && !target.getSimpleName().endsWith("Test") && seen.add(target)) {
                    open.push(TESTS.get(target.getName()));
                }
            }
        }
        return false;
    }
}
