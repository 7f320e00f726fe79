/// The key-value API as the proofs use it.
@NullMarked
package org.consulkv.faults.kv;

import org.jspecify.annotations.NullMarked;
