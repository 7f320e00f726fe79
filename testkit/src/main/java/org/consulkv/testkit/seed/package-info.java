/// Tests of properties on inputs made from a seed.
@NullMarked
package org.consulkv.testkit.seed;

import org.jspecify.annotations.NullMarked;
