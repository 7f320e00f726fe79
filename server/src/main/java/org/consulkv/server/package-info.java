/// What a server adds to the store and the log: reads of each consistency, writes decided before
/// they are proposed, blocking queries, and the leader's duties.
@NullMarked
package org.consulkv.server;

import org.jspecify.annotations.NullMarked;
