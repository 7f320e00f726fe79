/// What Serf adds to membership: intents, tags, user events, queries, keys, reaping. Step
/// functions; pure.
@NullMarked
package org.consulkv.gossip.serf;

import org.jspecify.annotations.NullMarked;
