/** The load of the benchmarks and the processes that run it, each in its own JVM. */
@NullMarked
package io.nacre.bench.load;

import org.jspecify.annotations.NullMarked;
