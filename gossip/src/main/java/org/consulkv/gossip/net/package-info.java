/// The driver: sockets and timers for the pure core, on one Netty event loop.
@NullMarked
package org.consulkv.gossip.net;

import org.jspecify.annotations.NullMarked;
