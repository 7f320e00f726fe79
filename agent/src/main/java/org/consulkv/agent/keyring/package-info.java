/// The keys with which gossip is encrypted, in all pools of all datacenters at once.
@NullMarked
package org.consulkv.agent.keyring;

import org.jspecify.annotations.NullMarked;
