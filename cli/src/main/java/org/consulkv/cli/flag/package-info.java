/// Flags in the style of Go's `flag` package, and the help texts made from their declarations.
@NullMarked
package org.consulkv.cli.flag;

import org.jspecify.annotations.NullMarked;
