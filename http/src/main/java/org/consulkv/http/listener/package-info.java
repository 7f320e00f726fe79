/// Sockets and the HTTP/1.1 protocol: connections, pipelining, bodies, limits, answers as bytes.
/// Knows nothing of Consul's endpoints.
@NullMarked
package org.consulkv.http.listener;

import org.jspecify.annotations.NullMarked;
