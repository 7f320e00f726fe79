/// What tests need of the machine they run on when they start real agents: ports, and waiting.
@NullMarked
package org.consulkv.testkit.machine;

import org.jspecify.annotations.NullMarked;
