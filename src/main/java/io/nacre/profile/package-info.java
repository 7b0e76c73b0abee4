/** What a key did before: windows, habits and things already seen; pure, bounded, folded one transaction at a time. */
@NullMarked
package io.nacre.profile;

import org.jspecify.annotations.NullMarked;
