@NullMarked
package org.consulkv.agent.metrics;

import org.jspecify.annotations.NullMarked;
