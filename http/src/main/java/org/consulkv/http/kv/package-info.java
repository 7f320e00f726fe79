/// `/v1/kv`.
@NullMarked
package org.consulkv.http.kv;

import org.jspecify.annotations.NullMarked;
