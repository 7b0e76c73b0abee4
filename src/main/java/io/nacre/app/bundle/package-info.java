/** Commands that sign, publish, promote and roll back bundles. */
@NullMarked
package io.nacre.app.bundle;

import org.jspecify.annotations.NullMarked;
