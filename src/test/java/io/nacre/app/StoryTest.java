package io.nacre.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole story: alert, hold, verdict, freeze, release, label, retraining, challenger, promotion. */
class StoryTest {

    @AfterEach
    void workWhereItDid() {
        System.clearProperty("nacre.work");
    }

    @Test
    void comesToItsEndWithoutTheNextModel(@TempDir Path work) {
        System.setProperty("nacre.work", work.toString());

        Trial story = Trial.of("story --short");

        assertThat(story.err()).isEmpty();
        assertThat(story.code()).isZero();
        assertThat(story.out())
                .contains(
                        "DECLINE (FROZEN, FREEZE by nacre: ",
                        "DECLINE (FROZEN, FREEZE by ann: taken over)",
                        "RELEASE ordered by ann",
                        "The story has come to its end.");
    }
}
