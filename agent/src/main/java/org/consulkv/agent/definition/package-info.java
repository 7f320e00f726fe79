/// Services and checks as their users define them, whatever the definition is written in.
@NullMarked
package org.consulkv.agent.definition;

import org.jspecify.annotations.NullMarked;
