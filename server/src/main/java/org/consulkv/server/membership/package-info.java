/// The members of the pool as the leader sees them, and what the catalog says of them.
@NullMarked
package org.consulkv.server.membership;

import org.jspecify.annotations.NullMarked;
