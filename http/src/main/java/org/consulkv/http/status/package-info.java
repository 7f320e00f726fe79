/// `/v1/status`.
@NullMarked
package org.consulkv.http.status;

import org.jspecify.annotations.NullMarked;
