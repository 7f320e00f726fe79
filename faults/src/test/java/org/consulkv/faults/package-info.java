/// Proofs on real processes: what a server keeps when it is killed, starved of disk, or its files
/// are damaged.
@NullMarked
package org.consulkv.faults;

import org.jspecify.annotations.NullMarked;
