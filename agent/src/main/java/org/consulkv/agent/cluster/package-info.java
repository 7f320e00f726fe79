/// This agent among others: the gossip pools it belongs to, the servers it learned of there, and
/// how it joins and leaves. The only package that knows gossip.
@NullMarked
package org.consulkv.agent.cluster;

import org.jspecify.annotations.NullMarked;
