/// Tests of the listener, over real sockets.
@NullMarked
package org.consulkv.http.listener;

import org.jspecify.annotations.NullMarked;
