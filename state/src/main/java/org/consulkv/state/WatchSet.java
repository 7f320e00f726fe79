package org.consulkv.state;

import java.util.ArrayList;
import java.util.List;
import org.consulkv.state.radix.WatchPoint;
import org.consulkv.state.radix.Watching;

/// What a query read: the points in the trees whose change may change its answer.
///
/// Threading: filled and armed by one thread; what it arms may fire on any.
public final class WatchSet {
  /// For reads that will not wait: collects nothing.
  public static final WatchSet NONE = new WatchSet(List.of());

  private final List<WatchPoint> points;

  private WatchSet(List<WatchPoint> points) {
    this.points = points;
  }

  public WatchSet() {
    this(new ArrayList<>(2));
  }

  /// Whether points are collected, so that a query may spare itself looking for them.
  public boolean collects() {
    return this != NONE;
  }

  public void add(WatchPoint point) {
    if (this != NONE) {
      points.add(point);
    }
  }

  public int size() {
    return points.size();
  }

  /// Runs the action once, as soon as any of the points has changed since it was read: at once, on
  /// this thread and before this returns, if one already has; otherwise on the thread that applies
  /// commands, after the change is visible, so it must be quick. A change under a point may also be
  /// one that leaves the answer as it was.
  ///
  /// The caller cancels what it no longer waits for.
  public Watching onChange(Runnable action) {
    return Watching.arm(points, action);
  }
}
