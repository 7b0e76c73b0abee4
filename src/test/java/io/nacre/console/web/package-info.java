/** Tests of the pages of the analyst's console. */
@NullMarked
package io.nacre.console.web;

import org.jspecify.annotations.NullMarked;
