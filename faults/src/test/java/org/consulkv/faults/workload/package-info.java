/// Concurrent clients that write down what was acknowledged to them.
@NullMarked
package org.consulkv.faults.workload;

import org.jspecify.annotations.NullMarked;
