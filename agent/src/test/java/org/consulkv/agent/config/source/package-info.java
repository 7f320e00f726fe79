@NullMarked
package org.consulkv.agent.config.source;

import org.jspecify.annotations.NullMarked;
