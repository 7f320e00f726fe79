/// JSON as Consul writes and reads it.
@NullMarked
package org.consulkv.http.json;

import org.jspecify.annotations.NullMarked;
