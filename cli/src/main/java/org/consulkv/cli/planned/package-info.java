/// Commands that the help lists and that say, when run, that they are not there yet.
@NullMarked
package org.consulkv.cli.planned;

import org.jspecify.annotations.NullMarked;
