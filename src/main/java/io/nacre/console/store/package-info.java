/** The console's store in SQLite or PostgreSQL: tables, and what is read from them. */
@NullMarked
package io.nacre.console.store;

import org.jspecify.annotations.NullMarked;
