/// The replicated log: group commit in front of Apache Ratis, or of memory alone.
@NullMarked
package org.consulkv.consensus;

import org.jspecify.annotations.NullMarked;
