/// What the tests of the command line share.
@NullMarked
package org.consulkv.cli;

import org.jspecify.annotations.NullMarked;
