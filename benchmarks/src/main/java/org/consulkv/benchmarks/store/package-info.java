/// JMH benchmarks of the versioned store: `benchmarks/store`.
@NullMarked
package org.consulkv.benchmarks.store;

import org.jspecify.annotations.NullMarked;
