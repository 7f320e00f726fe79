/// `/v1/query`.
@NullMarked
package org.consulkv.http.query;

import org.jspecify.annotations.NullMarked;
