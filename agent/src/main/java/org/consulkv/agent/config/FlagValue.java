package org.consulkv.agent.config;

/// One flag of `consul agent`, in the order given.
///
/// @param name without dashes, as `http-port`
/// @param value `true` for a boolean flag without a value
public record FlagValue(String name, String value) {}
