/// The versioned store: tables of values over persistent radix trees, read through snapshots and
/// changed only by commands from the replicated log. Pure: no clock, chance, IO or threads.
@NullMarked
package org.consulkv.state;

import org.jspecify.annotations.NullMarked;
