/// Health checks of this agent: what defines one, and the runners that probe, count and report.
@NullMarked
package org.consulkv.agent.check;

import org.jspecify.annotations.NullMarked;
