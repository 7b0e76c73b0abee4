/** Why a record is rejected: codes, dead letters, and answers to rejected transactions. */
@NullMarked
package io.nacre.codec.rejection;

import org.jspecify.annotations.NullMarked;
