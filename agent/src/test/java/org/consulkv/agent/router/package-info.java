@NullMarked
package org.consulkv.agent.router;

import org.jspecify.annotations.NullMarked;
