/// What operators ask of a server: the Raft configuration, snapshots to save and to restore.
@NullMarked
package org.consulkv.server.operator;

import org.jspecify.annotations.NullMarked;
