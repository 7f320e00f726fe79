/// `/v1/snapshot`.
@NullMarked
package org.consulkv.http.snapshot;

import org.jspecify.annotations.NullMarked;
