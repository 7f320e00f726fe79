@NullMarked
package org.consulkv.agent.local;

import org.jspecify.annotations.NullMarked;
