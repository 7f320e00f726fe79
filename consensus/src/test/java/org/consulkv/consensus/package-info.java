@NullMarked
package org.consulkv.consensus;

import org.jspecify.annotations.NullMarked;
