@NullMarked
package org.consulkv.agent.cache;

import org.jspecify.annotations.NullMarked;
