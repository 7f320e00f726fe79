/// Commands about one agent: running it, asking it, joining and leaving.
@NullMarked
package org.consulkv.cli.agent;

import org.jspecify.annotations.NullMarked;
