/** Random faults against a real cluster and a real broker; the guarantees are checked afterwards. */
@NullMarked
package io.nacre.chaos;

import org.jspecify.annotations.NullMarked;
