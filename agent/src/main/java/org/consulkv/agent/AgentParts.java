package org.consulkv.agent;

import java.util.function.Supplier;
import org.consulkv.agent.config.LoadedConfig;
import org.consulkv.agent.lifecycle.Identity;
import org.consulkv.agent.log.AgentLog;
import org.consulkv.runtime.Chance;
import org.consulkv.runtime.Clock;
import org.consulkv.runtime.Timers;

/// What an agent gets from outside.
///
/// @param reloaded reads the configuration again, from where the first one came
public record AgentParts(
    Identity identity,
    AgentLog log,
    Supplier<LoadedConfig> reloaded,
    Clock clock,
    Timers timers,
    Chance chance) {}
