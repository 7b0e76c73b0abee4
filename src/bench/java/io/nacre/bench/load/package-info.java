/** What benchmarks put on a broker, and what they run beside it: each run's place is a JVM of its own. */
@NullMarked
package io.nacre.bench.load;

import org.jspecify.annotations.NullMarked;
