/** Commands that check, run and feed the job. */
@NullMarked
package io.nacre.app.job;

import org.jspecify.annotations.NullMarked;
