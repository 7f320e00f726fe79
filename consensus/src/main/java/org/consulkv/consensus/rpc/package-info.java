/// Calls between agents over TCP: many at a time on one connection, streams on connections of their
/// own.
@NullMarked
package org.consulkv.consensus.rpc;

import org.jspecify.annotations.NullMarked;
