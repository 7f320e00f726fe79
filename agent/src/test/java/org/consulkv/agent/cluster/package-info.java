@NullMarked
package org.consulkv.agent.cluster;

import org.jspecify.annotations.NullMarked;
