/// The services and checks of this agent: in memory, on disk, and what of them the catalog lacks.
@NullMarked
package org.consulkv.agent.local;

import org.jspecify.annotations.NullMarked;
