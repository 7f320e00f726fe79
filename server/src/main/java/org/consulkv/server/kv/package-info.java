/// Writes to the key-value table, decided before they are logged.
@NullMarked
package org.consulkv.server.kv;

import org.jspecify.annotations.NullMarked;
