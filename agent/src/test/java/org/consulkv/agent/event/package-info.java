@NullMarked
package org.consulkv.agent.event;

import org.jspecify.annotations.NullMarked;
