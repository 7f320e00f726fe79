/// Health checks: definitions, schedules in simulated time, and each kind against a real thing.
@NullMarked
package org.consulkv.agent.check;

import org.jspecify.annotations.NullMarked;
