package org.consulkv.agent.cluster;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.consulkv.agent.event.UserEvent;
import org.consulkv.gossip.serf.Member;
import org.consulkv.gossip.serf.PoolEvent;

/// Tells listeners what happens in the local pool, in the agent's own terms.
///
/// Threading: thread-safe; listeners are called on the gossip loop, and must not block.
final class PoolNews {
  private final List<Consumer<MemberEvent>> memberListeners = new CopyOnWriteArrayList<>();
  private final List<Consumer<UserEvent>> eventListeners = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Void> nameLost = new CompletableFuture<>();
  private final PoolLog log;

  PoolNews(PoolLog log) {
    this.log = log;
  }

  void onMember(Consumer<MemberEvent> listener) {
    memberListeners.add(listener);
  }

  void onEvent(Consumer<UserEvent> listener) {
    eventListeners.add(listener);
  }

  /// Completes when another member took this agent's name in any pool.
  CompletableFuture<Void> nameLost() {
    return nameLost;
  }

  void happened(PoolEvent event, boolean inWan) {
    if (event instanceof PoolEvent.NameLost) {
      nameLost.complete(null);
    }
    Optional<MemberEvent> told = memberEvent(event);
    told.ifPresent(one -> log.told(one, inWan));
    if (!inWan) {
      told.ifPresent(one -> memberListeners.forEach(listener -> listener.accept(one)));
      if (event instanceof PoolEvent.User user) {
        EventCodec.decode(user).ifPresent(one -> eventListeners.forEach(it -> it.accept(one)));
      }
    }
  }

  private static Optional<MemberEvent> memberEvent(PoolEvent event) {
    return switch (event) {
      case PoolEvent.Joined(var member) -> told(MemberEvent.Kind.JOINED, member);
      case PoolEvent.Left(var member) -> told(MemberEvent.Kind.LEFT, member);
      case PoolEvent.Failed(var member) -> told(MemberEvent.Kind.FAILED, member);
      case PoolEvent.Updated(var member) -> told(MemberEvent.Kind.UPDATED, member);
      case PoolEvent.Reaped(var member) -> told(MemberEvent.Kind.REAPED, member);
      case PoolEvent.User _, PoolEvent.Asked _, PoolEvent.NameLost _ -> Optional.empty();
    };
  }

  private static Optional<MemberEvent> told(MemberEvent.Kind kind, Member member) {
    return Optional.of(new MemberEvent(kind, Pool.shown(member)));
  }
}
