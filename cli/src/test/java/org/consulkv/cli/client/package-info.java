/// Tests of the HTTP client.
@NullMarked
package org.consulkv.cli.client;

import org.jspecify.annotations.NullMarked;
