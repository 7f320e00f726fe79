package org.consulkv.agent;

import java.util.SortedMap;

/// One node of the gossip pool, as `/v1/agent/members` shows it.
///
/// @param status 1 alive, 2 leaving, 3 left, 4 failed
public record Member(
    String name,
    String address,
    int port,
    SortedMap<String, String> tags,
    int status,
    int protocolMin,
    int protocolMax,
    int protocolCurrent,
    int delegateMin,
    int delegateMax,
    int delegateCurrent) {}
