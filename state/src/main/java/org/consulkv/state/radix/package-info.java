/// The persistent ordered radix tree under every index, and the watch points in it.
@NullMarked
package org.consulkv.state.radix;

import org.jspecify.annotations.NullMarked;
