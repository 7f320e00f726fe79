/// Vivaldi network coordinates: the round trip between any two members, estimated.
@NullMarked
package org.consulkv.gossip.coordinate;

import org.jspecify.annotations.NullMarked;
