/// `/v1/coordinate`.
@NullMarked
package org.consulkv.http.coordinate;

import org.jspecify.annotations.NullMarked;
