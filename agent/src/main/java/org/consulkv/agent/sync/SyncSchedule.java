package org.consulkv.agent.sync;

/// Decides which round is next: one at a time, those that were asked for meanwhile as one. After a
/// failure only a full round goes on, when its time has come. A step function without time.
///
/// Threading: guarded by its owner's lock.
final class SyncSchedule {
  /// What to do now.
  enum Next {
    NOTHING,
    CHANGES,
    EVERYTHING
  }

  private boolean running;
  private boolean failed;
  private boolean wantsEverything;
  private boolean wantsChanges;

  /// Something changed here.
  Next changed() {
    wantsChanges = true;
    return next();
  }

  /// The time of a full round has come.
  Next fullDue() {
    wantsEverything = true;
    failed = false;
    return next();
  }

  /// A round ended.
  Next ended(boolean well) {
    running = false;
    failed = !well;
    return next();
  }

  /// The last round failed, and the time of the next has not come.
  boolean waitsToRetry() {
    return failed && !running;
  }

  private Next next() {
    if (running || failed || !(wantsEverything || wantsChanges)) {
      return Next.NOTHING;
    }
    Next next = wantsEverything ? Next.EVERYTHING : Next.CHANGES;
    running = true;
    wantsEverything = false;
    wantsChanges = false;
    return next;
  }
}
