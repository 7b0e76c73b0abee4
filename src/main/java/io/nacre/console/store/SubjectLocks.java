package io.nacre.console.store;

import java.util.stream.Stream;

/** Locks by name. Names may share a lock, which only makes one wait for the other. */
final class SubjectLocks {

    private static final int LOCKS = 1_024;

    private static final Object[] OBJECTS =
            Stream.generate(Object::new).limit(LOCKS).toArray();

    private SubjectLocks() {}

    static Object of(String subject) {
        return OBJECTS[Math.floorMod(subject.hashCode(), LOCKS)];
    }
}
