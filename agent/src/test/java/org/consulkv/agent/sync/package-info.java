@NullMarked
package org.consulkv.agent.sync;

import org.jspecify.annotations.NullMarked;
