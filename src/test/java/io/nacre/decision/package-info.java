/** Tests of the policy. */
@org.jspecify.annotations.NullMarked
package io.nacre.decision;
