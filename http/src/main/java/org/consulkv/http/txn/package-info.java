/// `/v1/txn`.
@NullMarked
package org.consulkv.http.txn;

import org.jspecify.annotations.NullMarked;
