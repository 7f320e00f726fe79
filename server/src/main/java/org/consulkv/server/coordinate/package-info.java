/// Collects nodes' coordinates, and writes them in batches.
@NullMarked
package org.consulkv.server.coordinate;

import org.jspecify.annotations.NullMarked;
