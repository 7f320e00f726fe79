/// The load generator: one thread and raw sockets, so that on a small machine the cores are the
/// server's. Knows nothing of the project's own code and measures any program with Consul's API.
@NullMarked
package org.consulkv.benchmarks.load;

import org.jspecify.annotations.NullMarked;
