/// The key-value table: entries, tombstones, locks.
@NullMarked
package org.consulkv.state.kv;

import org.jspecify.annotations.NullMarked;
