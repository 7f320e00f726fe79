/// Packets and streams as bytes: framing, checksum, compression, encryption. Pure.
@NullMarked
package org.consulkv.gossip.wire;

import org.jspecify.annotations.NullMarked;
