/// Sessions as the leader runs them: decided, timed and ended.
@NullMarked
package org.consulkv.server.session;

import org.jspecify.annotations.NullMarked;
