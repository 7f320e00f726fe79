/// `/v1/internal/ui`: what a web interface shows, in few requests.
@NullMarked
package org.consulkv.http.ui;

import org.jspecify.annotations.NullMarked;
