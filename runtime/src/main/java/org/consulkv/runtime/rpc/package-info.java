/// Ports for calls between the agents of a cluster, and between clusters.
@NullMarked
package org.consulkv.runtime.rpc;

import org.jspecify.annotations.NullMarked;
