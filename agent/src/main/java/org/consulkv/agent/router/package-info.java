/// Which server answers what this agent asks: the leader, a server near by, one of another
/// datacenter; and what happens to a question while there is none.
@NullMarked
package org.consulkv.agent.router;

import org.jspecify.annotations.NullMarked;
