/// Configuration text, HCL or JSON, to a tree that knows its lines.
@NullMarked
package org.consulkv.agent.config.source;

import org.jspecify.annotations.NullMarked;
