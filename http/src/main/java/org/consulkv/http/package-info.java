/// The HTTP API: routes, the rules every endpoint shares, and where a request is answered.
@NullMarked
package org.consulkv.http;

import org.jspecify.annotations.NullMarked;
