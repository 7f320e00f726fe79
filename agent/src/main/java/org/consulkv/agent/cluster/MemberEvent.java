package org.consulkv.agent.cluster;

import org.consulkv.agent.Member;

/// Something happened to a member of the local pool.
public record MemberEvent(Kind kind, Member member) {
  /// What happened.
  public enum Kind {
    /// It is new, or came back.
    JOINED,
    /// It said that it would.
    LEFT,
    FAILED,
    /// It has other tags, or another address.
    UPDATED,
    /// It is forgotten.
    REAPED
  }
}
