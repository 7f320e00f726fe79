/// Measures the replicated log alone, without HTTP and the store.
@NullMarked
package org.consulkv.benchmarks.log;

import org.jspecify.annotations.NullMarked;
