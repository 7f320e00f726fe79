/// Virtual time and chance from a seed, behind the ports of `runtime`.
@NullMarked
package org.consulkv.testkit.time;

import org.jspecify.annotations.NullMarked;
