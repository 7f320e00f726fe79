/// A small HTTP client over plain sockets, made to start fast.
@NullMarked
package org.consulkv.cli.client;

import org.jspecify.annotations.NullMarked;
