/** The command that reads payment messages of other formats. */
@NullMarked
package io.nacre.app.ingest;

import org.jspecify.annotations.NullMarked;
