/// Ports to the outside world and the few values every module shares: the clock, timers, chance,
/// the replicated log, bytes, invariants and limits.
@NullMarked
package org.consulkv.runtime;

import org.jspecify.annotations.NullMarked;
