package org.consulkv.dns.listener;

/// Where answers come from: this agent's state, or servers.
public sealed interface AnswerSource permits Source, RemoteSource {}
