/// The `consul` command line: finds the command that the words name and runs it.
@NullMarked
package org.consulkv.cli;

import org.jspecify.annotations.NullMarked;
