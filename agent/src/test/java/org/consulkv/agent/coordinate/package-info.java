@NullMarked
package org.consulkv.agent.coordinate;

import org.jspecify.annotations.NullMarked;
