/// The program: what `./consul` runs, and what wires command line and node together.
@NullMarked
package org.consulkv.app;

import org.jspecify.annotations.NullMarked;
