/// Tests of the commands about one agent.
@NullMarked
package org.consulkv.cli.agent;

import org.jspecify.annotations.NullMarked;
