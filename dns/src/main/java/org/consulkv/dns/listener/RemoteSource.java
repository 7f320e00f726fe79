package org.consulkv.dns.listener;

import java.util.function.Supplier;
import org.consulkv.agent.config.AgentConfig;
import org.consulkv.dns.forward.Others;

/// What the answers of an agent that is no server come from.
///
/// @param config the agent's configuration in effect
public record RemoteSource(Supplier<AgentConfig> config, Others others) implements AnswerSource {}
