/// Anti-entropy: keeps the catalog as this agent says.
@NullMarked
package org.consulkv.agent.sync;

import org.jspecify.annotations.NullMarked;
