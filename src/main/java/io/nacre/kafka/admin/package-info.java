/** What sets up, checks, scans and cleans a cluster. */
@NullMarked
package io.nacre.kafka.admin;

import org.jspecify.annotations.NullMarked;
