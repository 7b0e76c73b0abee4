/** Sets up, checks, scans and cleans the topics of a cluster. */
@NullMarked
package io.nacre.kafka.admin;

import org.jspecify.annotations.NullMarked;
