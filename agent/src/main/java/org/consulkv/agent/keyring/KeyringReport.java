package org.consulkv.agent.keyring;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the members of one pool answered.
///
/// @param wan whether it is the pool of all datacenters' servers
/// @param datacenter whose pool it is, or from where the other one was asked
/// @param nodes how many were asked
/// @param keys how many members have each key, in base64
/// @param primaries how many members encrypt with each key
/// @param messages of members that have something to say, by name
/// @param error what went wrong as a whole; empty if nothing did
public record KeyringReport(
    boolean wan,
    String datacenter,
    int nodes,
    SortedMap<String, Integer> keys,
    SortedMap<String, Integer> primaries,
    SortedMap<String, String> messages,
    String error) {
  public KeyringReport {
    keys = copied(keys);
    primaries = copied(primaries);
    messages = copied(messages);
  }

  private static <T> SortedMap<String, T> copied(Map<String, T> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }

  /// A pool that could not be asked at all.
  public static KeyringReport failed(boolean wan, String datacenter, String error) {
    return new KeyringReport(
        wan, datacenter, 0, new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), error);
  }
}
