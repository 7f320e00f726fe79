/// The agent's log: Consul's text and JSON lines, files with rotation, and live streams.
@NullMarked
package org.consulkv.agent.log;

import org.jspecify.annotations.NullMarked;
