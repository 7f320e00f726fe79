package org.consulkv.state.radix;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One wait for the first change at any of several points. It fires at most once.
///
/// Threading: thread-safe; whoever takes the action out owns it.
public final class Watching {
  private static final VarHandle ACTION;

  static {
    try {
      ACTION = MethodHandles.lookup().findVarHandle(Watching.class, "action", Runnable.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /// What to run; null once it ran or was cancelled.
  private volatile @Nullable Runnable action;

  /// Places outside the trees to clear up; written before the wait ends or by [#hold].
  private @Nullable List<Arrivals.Spot> held;

  private Watching(Runnable action) {
    this.action = action;
  }

  /// Waits at these points.
  public static Watching arm(List<WatchPoint> points, Runnable action) {
    Watching watching = new Watching(action);
    for (int i = 0; i < points.size(); i++) {
      if (!points.get(i).register(watching)) {
        watching.fire();
      }
      if (watching.over()) {
        break;
      }
    }
    return watching;
  }

  /// Ends the wait without running the action, unless it already ran or runs.
  ///
  /// @return whether this call ended it
  public boolean cancel() {
    return take() != null;
  }

  /// Whether the action ran, or the wait was cancelled.
  public boolean over() {
    return action == null;
  }

  void fire() {
    Runnable taken = take();
    if (taken != null) {
      taken.run();
    }
  }

  private @Nullable Runnable take() {
    Runnable taken = (Runnable) ACTION.getAndSet(this, null);
    if (taken != null) {
      release();
    }
    return taken;
  }

  /// Remembers a place that keeps a list only while somebody waits there.
  synchronized void hold(Arrivals.Spot spot) {
    if (over()) {
      spot.release();
      return;
    }
    if (held == null) {
      held = new ArrayList<>(1);
    }
    held.add(spot);
  }

  private synchronized void release() {
    if (held != null) {
      held.forEach(Arrivals.Spot::release);
      held = null;
    }
  }
}
