@NullMarked
package org.consulkv.agent;

import org.jspecify.annotations.NullMarked;
