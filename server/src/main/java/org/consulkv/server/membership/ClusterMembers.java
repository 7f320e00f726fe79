package org.consulkv.server.membership;

import java.util.List;

/// The pool of this datacenter, as far as this agent knows it.
///
/// Threading: thread-safe.
public interface ClusterMembers {
  /// Every member, this agent among them, in whatever state; those that were forgotten a moment ago
  /// too.
  List<ClusterMember> members();

  /// Calls the listener after changes. It must not block.
  void onChange(Runnable listener);

  /// A pool of one.
  static ClusterMembers alone(ClusterMember self) {
    return new ClusterMembers() {
      @Override
      public List<ClusterMember> members() {
        return List.of(self);
      }

      @Override
      public void onChange(Runnable listener) {
        // Nothing ever changes.
      }
    };
  }
}
