package io.nacre.app.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventTimeQueueTest {

    private final EventTimeQueue<String> queue = new EventTimeQueue<>();

    @Test
    void removesWhatIsDueInTheOrderOfTime() {
        queue.add(30, "late");
        queue.add(10, "first");
        queue.add(20, "second");

        assertThat(due(9)).isEmpty();
        assertThat(due(20)).containsExactly("first", "second");
        assertThat(due(20)).isEmpty();
        assertThat(due(Long.MAX_VALUE)).containsExactly("late");
    }

    @Test
    void keepsTheOrderOfElementsOfTheSameTime() {
        List<String> added = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            queue.add(5, "element " + i);
            added.add("element " + i);
        }

        assertThat(due(5)).isEqualTo(added);
    }

    private List<String> due(long nowMs) {
        List<String> due = new ArrayList<>();
        queue.removeDue(nowMs, due::add);
        return due;
    }
}
