/** What the job promises, as objects that look at what lies on the topics. */
@NullMarked
package io.nacre.guarantee;

import org.jspecify.annotations.NullMarked;
