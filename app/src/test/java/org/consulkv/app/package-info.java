@NullMarked
package org.consulkv.app;

import org.jspecify.annotations.NullMarked;
