/// `/v1/session`.
@NullMarked
package org.consulkv.http.session;

import org.jspecify.annotations.NullMarked;
