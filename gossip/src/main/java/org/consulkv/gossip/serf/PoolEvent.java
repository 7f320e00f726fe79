package org.consulkv.gossip.serf;

import org.consulkv.runtime.Bytes;

/// What happens in the pool, as the program that belongs to it learns of it.
public sealed interface PoolEvent {
  record Joined(Member member) implements PoolEvent {}

  /// It said that it would.
  record Left(Member member) implements PoolEvent {}

  record Failed(Member member) implements PoolEvent {}

  /// It has other tags, or another address.
  record Updated(Member member) implements PoolEvent {}

  /// It is forgotten.
  record Reaped(Member member) implements PoolEvent {}

  /// @param time of the pool's clock of events; two events may have the same
  /// @param coalesce whether of several events with this name only the last matters
  record User(long time, String name, Bytes payload, boolean coalesce) implements PoolEvent {}

  /// Somebody asks; [SerfInput.Answer] answers.
  record Asked(Question question) implements PoolEvent {}

  /// Another member claims this one's name, and most members side with it: this one must stop.
  record NameLost() implements PoolEvent {}

  /// A question to this member.
  ///
  /// @param receipt tells questions to this member apart
  /// @param id of the query, from its asker
  /// @param from the asker's name
  /// @param endNanos after which nobody waits for an answer any more
  record Question(long receipt, long id, String name, Bytes payload, String from, long endNanos) {}
}
