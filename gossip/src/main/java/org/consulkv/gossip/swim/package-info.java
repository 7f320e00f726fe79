/// Membership and failure detection: SWIM with the extensions of Lifeguard, as step functions.
/// Pure: no clock, chance, IO or threads.
@NullMarked
package org.consulkv.gossip.swim;

import org.jspecify.annotations.NullMarked;
