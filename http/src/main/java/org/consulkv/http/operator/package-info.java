/// `/v1/operator`.
@NullMarked
package org.consulkv.http.operator;

import org.jspecify.annotations.NullMarked;
