/// Replacing the whole state by an uploaded snapshot, through the log.
@NullMarked
package org.consulkv.state.restore;

import org.jspecify.annotations.NullMarked;
