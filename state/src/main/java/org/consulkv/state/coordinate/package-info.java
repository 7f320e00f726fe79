/// Network coordinates of nodes, from which round-trip times are estimated.
@NullMarked
package org.consulkv.state.coordinate;

import org.jspecify.annotations.NullMarked;
