/** The HTML reports of training and tuning. */
@NullMarked
package io.nacre.training.report;

import org.jspecify.annotations.NullMarked;
