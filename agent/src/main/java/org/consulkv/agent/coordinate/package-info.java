/// Where this node is among the others, in round-trip time.
@NullMarked
package org.consulkv.agent.coordinate;

import org.jspecify.annotations.NullMarked;
