/// Asks other servers about names that are not ours.
@NullMarked
package org.consulkv.dns.recursion;

import org.jspecify.annotations.NullMarked;
