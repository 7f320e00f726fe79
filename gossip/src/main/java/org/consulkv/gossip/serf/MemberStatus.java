package org.consulkv.gossip.serf;

/// What a member is doing, as the pool knows it.
public enum MemberStatus {
  NONE(0),
  ALIVE(1),
  /// Said that it will leave, and is still there.
  LEAVING(2),
  LEFT(3),
  FAILED(4);

  private final int number;

  MemberStatus(int number) {
    this.number = number;
  }

  /// As it is written on the wire, and in Consul's HTTP API.
  public int number() {
    return number;
  }
}
