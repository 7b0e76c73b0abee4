/** What every benchmark measures with: costs, pairs, ratios, and the file and the page they end in. */
@NullMarked
package io.nacre.bench.measure;

import org.jspecify.annotations.NullMarked;
