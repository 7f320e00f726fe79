/// `/v1/event`.
@NullMarked
package org.consulkv.http.event;

import org.jspecify.annotations.NullMarked;
