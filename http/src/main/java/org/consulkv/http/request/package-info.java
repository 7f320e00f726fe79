/// A request as its sender meant it: path, query parameters, tokens, consistency, waiting.
@NullMarked
package org.consulkv.http.request;

import org.jspecify.annotations.NullMarked;
