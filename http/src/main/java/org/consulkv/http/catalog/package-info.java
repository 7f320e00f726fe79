/// `/v1/catalog` and `/v1/health`.
@NullMarked
package org.consulkv.http.catalog;

import org.jspecify.annotations.NullMarked;
