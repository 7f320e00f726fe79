/// Transactions, decided before they are logged or read.
@NullMarked
package org.consulkv.server.txn;

import org.jspecify.annotations.NullMarked;
