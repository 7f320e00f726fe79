package org.consulkv.gossip.serf;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.consulkv.gossip.serf.SerfMessage.JoinIntent;
import org.consulkv.gossip.serf.SerfMessage.LeaveIntent;
import org.consulkv.gossip.swim.Measures;
import org.consulkv.gossip.swim.Node;

/// The members and what they intend. Membership says who is there and who is not; an intent says
/// whether one that is gone left or failed. Intents may come before or after, in any order: the one
/// with the higher time counts.
///
/// Threading: confined to the gossip loop.
final class Members {
  /// Intents about unknown members that are kept at most.
  private static final int MOST_INTENTS = 4096;

  /// A member that is back so soon after it failed was perhaps never gone.
  private static final Duration FLAP = Duration.ofMinutes(1);

  private final Context context;
  private final LamportClock clock;
  private final Consumer<String> whenForgotten;
  private final Map<String, Known> byName = new LinkedHashMap<>();
  private final Map<String, Early> early = new HashMap<>();
  private long changes;

  /// @param whenForgotten told the name of each member that is forgotten
  Members(Context context, LamportClock clock, Consumer<String> whenForgotten) {
    this.context = context;
    this.clock = clock;
    this.whenForgotten = whenForgotten;
  }

  private final class Known {
    private Member member;
    private long statusTime;
    private long goneNanos;

    private Known(Member member, long statusTime) {
      this.member = member;
      this.statusTime = statusTime;
      changes++;
    }

    private void set(Member newMember) {
      member = newMember;
      changes++;
    }
  }

  /// An intent of a member that is not known yet.
  private record Early(long time, boolean leaves, long sinceNanos) {}

  void joined(Node node) {
    Member member = member(node, MemberStatus.ALIVE);
    Known known = byName.get(node.name());
    if (known == null) {
      Early intent = early.remove(node.name());
      known = new Known(member, intent == null ? 0 : intent.time());
      if (intent != null && intent.leaves()) {
        known.set(member.with(MemberStatus.LEAVING));
      }
      byName.put(node.name(), known);
    } else {
      if (known.member.status() == MemberStatus.FAILED
          && context.nowNanos() - known.goneNanos < FLAP.toNanos()) {
        count(Measures.Count.FLAP);
      }
      known.set(member);
    }
    count(Measures.Count.JOIN);
    remember("alive: " + node.name() + " " + node.address());
    context.happened(new PoolEvent.Joined(known.member));
  }

  void updated(Node node) {
    Known known = byName.get(node.name());
    if (known != null) {
      known.set(member(node, known.member.status()));
      count(Measures.Count.UPDATE);
      context.happened(new PoolEvent.Updated(known.member));
    }
  }

  /// @param saidGoodbye whether the member itself said that it is gone
  void gone(Node node, boolean saidGoodbye) {
    Known known = byName.get(node.name());
    if (known == null || isGone(known)) {
      return;
    }
    known.goneNanos = context.nowNanos();
    remember("not-alive: " + node.name());
    if (saidGoodbye || known.member.status() == MemberStatus.LEAVING) {
      known.set(known.member.with(MemberStatus.LEFT));
      count(Measures.Count.LEFT);
      context.happened(new PoolEvent.Left(known.member));
    } else {
      known.set(known.member.with(MemberStatus.FAILED));
      count(Measures.Count.FAILED);
      context.happened(new PoolEvent.Failed(known.member));
    }
  }

  /// @return whether it is news, and worth telling others
  boolean hear(JoinIntent intent) {
    clock.witness(intent.time());
    Known known = byName.get(intent.node());
    if (known == null) {
      return keep(intent.node(), intent.time(), false);
    }
    if (intent.time() <= known.statusTime) {
      return false;
    }
    known.statusTime = intent.time();
    if (known.member.status() == MemberStatus.LEAVING) {
      known.set(known.member.with(MemberStatus.ALIVE));
    }
    return true;
  }

  /// @param ownLeave whether this member is leaving, so that what is said of it is true
  /// @return whether it is news, and worth telling others
  boolean hear(LeaveIntent intent, boolean ownLeave) {
    clock.witness(intent.time());
    Known known = byName.get(intent.node());
    if (known == null) {
      return keep(intent.node(), intent.time(), true);
    }
    if (intent.time() <= known.statusTime) {
      return false;
    }
    if (intent.node().equals(context.self) && !ownLeave) {
      objectToLeaving();
      return false;
    }
    known.statusTime = intent.time();
    switch (known.member.status()) {
      case ALIVE -> {
        known.set(known.member.with(MemberStatus.LEAVING));
        if (intent.prune()) {
          forgetLater(known);
        }
      }
      case FAILED -> {
        known.set(known.member.with(MemberStatus.LEFT));
        remember("not-alive: " + intent.node());
        count(Measures.Count.LEFT);
        context.happened(new PoolEvent.Left(known.member));
        prune(known, intent.prune());
      }
      case LEAVING, LEFT -> prune(known, intent.prune());
      case NONE -> {}
    }
    return true;
  }

  /// A leave intent of an earlier life, or one that an operator sent for a member that lives.
  private void objectToLeaving() {
    long time = clock.time();
    JoinIntent join = new JoinIntent(time, context.self);
    hear(join);
    Context.tell(context.intents, join, null);
  }

  private void forgetLater(Known known) {
    var delay = context.config.broadcastTimeout().plus(context.config.leavePropagateDelay());
    context.agenda.at(context.nowNanos() + delay.toNanos(), () -> prune(known, true));
  }

  private void prune(Known known, boolean wanted) {
    if (wanted && byName.get(known.member.name()) == known && isGone(known)) {
      forget(known);
    }
  }

  private boolean keep(String name, long time, boolean leaves) {
    Early old = early.get(name);
    if ((old != null && old.time() >= time) || (old == null && early.size() >= MOST_INTENTS)) {
      return false;
    }
    early.put(name, new Early(time, leaves, context.nowNanos()));
    return true;
  }

  /// Forgets members that are gone for long, and intents of members that never came.
  void reap() {
    long now = context.nowNanos();
    long intentNanos = context.config.intentTimeout().toNanos();
    early.values().removeIf(intent -> now - intent.sinceNanos() > intentNanos);
    for (Known known : new ArrayList<>(byName.values())) {
      long keptNanos =
          (known.member.status() == MemberStatus.LEFT
                  ? context.config.tombstoneTimeout()
                  : context.config.reconnectTimeout(known.member))
              .toNanos();
      if (isGone(known) && now - known.goneNanos > keptNanos) {
        forget(known);
      }
    }
  }

  private void forget(Known known) {
    byName.remove(known.member.name());
    changes++;
    whenForgotten.accept(known.member.name());
    context.happened(new PoolEvent.Reaped(known.member));
  }

  /// A failed member to try to reach: the more of the pool failed, the likelier there is one.
  Optional<Member> toReconnect() {
    List<Member> failed = new ArrayList<>();
    int alive = 0;
    for (Known known : byName.values()) {
      if (known.member.status() == MemberStatus.FAILED) {
        failed.add(known.member);
      } else if (known.member.status() == MemberStatus.ALIVE) {
        alive++;
      }
    }
    // So that each failed member is tried about once per interval by the whole pool.
    if (failed.isEmpty() || context.chance.below(Math.max(1, alive)) >= failed.size()) {
      return Optional.empty();
    }
    return Optional.of(failed.get((int) context.chance.below(failed.size())));
  }

  /// How often anything changed that [#all] shows.
  long changes() {
    return changes;
  }

  Optional<Member> find(String name) {
    return Optional.ofNullable(byName.get(name)).map(known -> known.member);
  }

  List<Member> all() {
    return byName.values().stream().map(known -> known.member).toList();
  }

  /// When each member's intent was last heard of.
  Map<String, Long> statusTimes() {
    Map<String, Long> times = new LinkedHashMap<>();
    byName.forEach((name, known) -> times.put(name, known.statusTime));
    return times;
  }

  Set<String> left() {
    Set<String> left = new HashSet<>();
    byName.forEach((name, known) -> {
      if (known.member.status() == MemberStatus.LEFT) {
        left.add(name);
      }
    });
    return left;
  }

  private void count(Measures.Count what) {
    context.measures.count(what, 1);
  }

  private void remember(String line) {
    context.emit(new SerfEffect.Remember(line));
  }

  private static boolean isGone(Known known) {
    return known.member.status() == MemberStatus.LEFT
        || known.member.status() == MemberStatus.FAILED;
  }

  private static Member member(Node node, MemberStatus status) {
    return new Member(
        node.name(), node.address(), TagCodec.decode(node.meta()), status, node.versions());
  }
}
