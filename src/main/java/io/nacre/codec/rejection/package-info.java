/** Rejected records: codes, dead letters, and the answers for rejected transactions. */
@NullMarked
package io.nacre.codec.rejection;

import org.jspecify.annotations.NullMarked;
