/** The demo and the scenario: a simulated platform beside a real job. */
@NullMarked
package io.nacre.app.demo;

import org.jspecify.annotations.NullMarked;
