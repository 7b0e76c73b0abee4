/** The audit log of the console: entries that form a chain of hashes, and their verification. */
@NullMarked
package io.nacre.console.audit;

import org.jspecify.annotations.NullMarked;
