@NullMarked
package org.consulkv.agent.definition;

import org.jspecify.annotations.NullMarked;
