/// Questions that other agents answer: servers for a client agent, and those of other datacenters.
@NullMarked
package org.consulkv.dns.forward;

import org.jspecify.annotations.NullMarked;
