/// The node: its configuration, the wiring of its parts, logging, metrics and lifecycle.
@NullMarked
package org.consulkv.agent;

import org.jspecify.annotations.NullMarked;
