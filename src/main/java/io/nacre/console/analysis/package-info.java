/** What the console computes from the payments of the last weeks: fraud rates, other thresholds, calibration. */
@NullMarked
package io.nacre.console.analysis;

import org.jspecify.annotations.NullMarked;
