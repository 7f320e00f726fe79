@NullMarked
package org.consulkv.consensus.rpc;

import org.jspecify.annotations.NullMarked;
