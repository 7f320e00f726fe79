/// Sessions, the owners of locks.
@NullMarked
package org.consulkv.state.session;

import org.jspecify.annotations.NullMarked;
