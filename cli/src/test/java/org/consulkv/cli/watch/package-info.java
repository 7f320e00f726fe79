/// Tests of `consul watch`.
@NullMarked
package org.consulkv.cli.watch;

import org.jspecify.annotations.NullMarked;
