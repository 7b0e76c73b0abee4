/** Shared parts of commands: options, tables, files, messages. */
@NullMarked
package io.nacre.app.cli;

import org.jspecify.annotations.NullMarked;
