@NullMarked
package org.consulkv.agent.config.address;

import org.jspecify.annotations.NullMarked;
