package org.consulkv.faults.linear;

/// One operation on one register, as its client saw it. Values are numbers, [#ABSENT] for none; no
/// value but that is written twice.
///
/// @param startNanos before it was sent
/// @param endNanos after its outcome was known, or [#NEVER]
public record Operation(String client, Action action, long startNanos, long endNanos) {
  public static final int ABSENT = 0;

  /// The end of an operation whose outcome is not known: it may take effect at any time after its
  /// start, or never.
  public static final long NEVER = Long.MAX_VALUE;

  public Operation {
    if (startNanos >= endNanos) {
      throw new IllegalArgumentException("ends before it starts");
    }
  }

  public boolean known() {
    return endNanos != NEVER;
  }

  /// What an operation does and what its client was told.
  public sealed interface Action {
    /// Whether a register with this value can act so.
    boolean fits(int value);

    /// The register's value afterwards.
    int after(int value);

    /// Whether it can leave another value than it found.
    default boolean changes() {
      return true;
    }
  }

  /// It read this value.
  public record Read(int value) implements Action {
    @Override
    public boolean fits(int current) {
      return current == value;
    }

    @Override
    public int after(int current) {
      return current;
    }

    @Override
    public boolean changes() {
      return false;
    }
  }

  /// It wrote this value, whatever was there before; a delete writes [#ABSENT].
  public record Write(int value) implements Action {
    @Override
    public boolean fits(int current) {
      return true;
    }

    @Override
    public int after(int current) {
      return value;
    }
  }

  /// It replaced one value by another.
  public record Swap(int expected, int value) implements Action {
    @Override
    public boolean fits(int current) {
      return current == expected;
    }

    @Override
    public int after(int current) {
      return value;
    }
  }

  /// It left nothing where this value was, or nothing: to delete a key that is gone succeeds with
  /// any index, in Consul too.
  public record Clear(int expected) implements Action {
    @Override
    public boolean fits(int current) {
      return current == expected || current == ABSENT;
    }

    @Override
    public int after(int current) {
      return ABSENT;
    }
  }

  /// It left nothing where this value was, and anything else as it is: a session ends, which held a
  /// lock or not.
  public record Free(int held) implements Action {
    @Override
    public boolean fits(int current) {
      return true;
    }

    @Override
    public int after(int current) {
      return current == held ? ABSENT : current;
    }
  }

  /// It was refused, because another value was there.
  public record RefusedSwap(int expected) implements Action {
    @Override
    public boolean fits(int current) {
      return current != expected;
    }

    @Override
    public int after(int current) {
      return current;
    }

    @Override
    public boolean changes() {
      return false;
    }
  }
}
