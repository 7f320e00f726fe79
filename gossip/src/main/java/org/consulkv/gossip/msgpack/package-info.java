/// The part of MessagePack that the protocol uses.
@NullMarked
package org.consulkv.gossip.msgpack;

import org.jspecify.annotations.NullMarked;
