/// Clusters of servers, each on a host of its own, and what is done to them.
@NullMarked
package org.consulkv.faults.cluster;

import org.jspecify.annotations.NullMarked;
