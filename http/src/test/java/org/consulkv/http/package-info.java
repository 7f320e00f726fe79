/// Tests of the API over real sockets, on a real store and an in-memory log.
@NullMarked
package org.consulkv.http;

import org.jspecify.annotations.NullMarked;
