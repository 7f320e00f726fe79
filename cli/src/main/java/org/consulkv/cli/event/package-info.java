/// Commands on top of gossip: `consul event`, `rtt` and `keyring`.
@NullMarked
package org.consulkv.cli.event;

import org.jspecify.annotations.NullMarked;
