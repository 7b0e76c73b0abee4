/** What analysts do at the console: work on incidents, and act on accounts. */
@NullMarked
package io.nacre.console.work;

import org.jspecify.annotations.NullMarked;
