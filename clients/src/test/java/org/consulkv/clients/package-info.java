/// Clients that others wrote for Consul, against the distribution: what drop-in means.
@NullMarked
package org.consulkv.clients;

import org.jspecify.annotations.NullMarked;
