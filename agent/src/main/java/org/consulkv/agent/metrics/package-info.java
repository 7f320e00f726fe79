/// Counters, samples and gauges under Consul's names.
@NullMarked
package org.consulkv.agent.metrics;

import org.jspecify.annotations.NullMarked;
