/// What a server does in the catalog of its own accord.
@NullMarked
package org.consulkv.server.catalog;

import org.jspecify.annotations.NullMarked;
