/// `consul watch`, and watches that run inside an agent.
@NullMarked
package org.consulkv.cli.watch;

import org.jspecify.annotations.NullMarked;
