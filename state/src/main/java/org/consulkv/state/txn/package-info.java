/// Transactions over several keys and catalog entries.
@NullMarked
package org.consulkv.state.txn;

import org.jspecify.annotations.NullMarked;
