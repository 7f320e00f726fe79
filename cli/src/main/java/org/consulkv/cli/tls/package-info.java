/// `consul tls`.
@NullMarked
package org.consulkv.cli.tls;

import org.jspecify.annotations.NullMarked;
