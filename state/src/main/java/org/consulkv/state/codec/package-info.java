/// How commands, rows and snapshots become bytes.
@NullMarked
package org.consulkv.state.codec;

import org.jspecify.annotations.NullMarked;
