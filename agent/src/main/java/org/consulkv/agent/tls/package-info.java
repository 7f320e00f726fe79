/// Certificates and keys from PEM files.
@NullMarked
package org.consulkv.agent.tls;

import org.jspecify.annotations.NullMarked;
