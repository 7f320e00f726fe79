package org.consulkv.agent;

import java.util.Map;
import java.util.SortedMap;

/// The answer of `/v1/agent/self`. Maps hold texts, numbers, booleans, lists and maps, in the order
/// in which they are shown.
///
/// @param stats what `consul info` prints: section, name, value
public record Self(
    Map<String, Object> config,
    Map<String, Object> debugConfig,
    Map<String, Object> coordinate,
    Member member,
    SortedMap<String, SortedMap<String, String>> stats,
    Map<String, String> meta) {}
