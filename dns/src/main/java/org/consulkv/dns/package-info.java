/// The DNS interface of an agent: names of nodes, services and queries, on UDP and TCP.
@NullMarked
package org.consulkv.dns;

import org.jspecify.annotations.NullMarked;
