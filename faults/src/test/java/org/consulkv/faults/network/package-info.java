/// A network of the tests' own: each host is a network namespace with one device, and a switch in
/// this process carries, loses, delays or drops what they send each other.
@NullMarked
package org.consulkv.faults.network;

import org.jspecify.annotations.NullMarked;
