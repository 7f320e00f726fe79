/// What every command is made of: the terminal it writes to, its flags, its exit status.
@NullMarked
package org.consulkv.cli.command;

import org.jspecify.annotations.NullMarked;
