/// Tests of `consul snapshot`.
@NullMarked
package org.consulkv.cli.snapshot;

import org.jspecify.annotations.NullMarked;
