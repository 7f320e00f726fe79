@NullMarked
package org.consulkv.cli.debug;

import org.jspecify.annotations.NullMarked;
