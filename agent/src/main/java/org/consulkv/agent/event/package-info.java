/// User events: short messages to the nodes of the datacenter.
@NullMarked
package org.consulkv.agent.event;

import org.jspecify.annotations.NullMarked;
