@NullMarked
package org.consulkv.agent.lifecycle;

import org.jspecify.annotations.NullMarked;
