/** The demo and the scenario: a simulated platform with a real job. */
@NullMarked
package io.nacre.app.demo;

import org.jspecify.annotations.NullMarked;
