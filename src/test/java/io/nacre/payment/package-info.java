@NullMarked
package io.nacre.payment;

import org.jspecify.annotations.NullMarked;
