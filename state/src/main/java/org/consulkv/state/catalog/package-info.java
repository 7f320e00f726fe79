/// Nodes, services and checks.
@NullMarked
package org.consulkv.state.catalog;

import org.jspecify.annotations.NullMarked;
