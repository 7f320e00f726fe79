/// `/v1/operator/keyring`.
@NullMarked
package org.consulkv.http.keyring;

import org.jspecify.annotations.NullMarked;
