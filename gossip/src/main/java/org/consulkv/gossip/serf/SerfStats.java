package org.consulkv.gossip.serf;

/// Numbers for operators.
///
/// @param healthScore 0 is healthy; see Lifeguard
/// @param intentQueue rumours and intents that wait to be told
public record SerfStats(
    int healthScore,
    long memberTime,
    long eventTime,
    long queryTime,
    int intentQueue,
    int eventQueue,
    int queryQueue) {
  /// Before the first step.
  public static final SerfStats NONE = new SerfStats(0, 0, 0, 0, 0, 0, 0);
}
