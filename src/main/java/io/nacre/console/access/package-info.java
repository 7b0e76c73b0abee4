/**
 * Who may use the analyst console, and for what: users, passwords, sessions, permissions, and masking of personal data.
 */
@NullMarked
package io.nacre.console.access;

import org.jspecify.annotations.NullMarked;
