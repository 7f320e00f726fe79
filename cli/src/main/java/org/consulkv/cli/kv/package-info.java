/// `consul kv`.
@NullMarked
package org.consulkv.cli.kv;

import org.jspecify.annotations.NullMarked;
