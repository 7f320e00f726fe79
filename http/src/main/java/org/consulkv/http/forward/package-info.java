/// Requests that are answered elsewhere: passed on to the leader, a server or another datacenter,
/// executed there as if their client had come there, and answered here in the same words.
@NullMarked
package org.consulkv.http.forward;

import org.jspecify.annotations.NullMarked;
