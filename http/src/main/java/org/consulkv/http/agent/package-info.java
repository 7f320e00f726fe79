/// `/v1/agent`: what this node says of itself, and does to itself.
@NullMarked
package org.consulkv.http.agent;

import org.jspecify.annotations.NullMarked;
