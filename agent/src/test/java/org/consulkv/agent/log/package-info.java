@NullMarked
package org.consulkv.agent.log;

import org.jspecify.annotations.NullMarked;
