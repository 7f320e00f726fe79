/// What surrounds a running agent: the data directory's lock, the node id, the pid file, signals.
@NullMarked
package org.consulkv.agent.lifecycle;

import org.jspecify.annotations.NullMarked;
