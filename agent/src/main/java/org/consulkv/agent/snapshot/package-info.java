/// Snapshots that the leader saves by itself.
@NullMarked
package org.consulkv.agent.snapshot;

import org.jspecify.annotations.NullMarked;
