/// X.509 certificates and their keys, read and written.
@NullMarked
package org.consulkv.cli.cert;

import org.jspecify.annotations.NullMarked;
