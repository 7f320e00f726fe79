package org.consulkv.agent.cluster;

import org.consulkv.agent.Member;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What happens to members, as operators know it from Consul's log.
final class PoolLog {
  private final Logger lan;
  private final Logger wan;

  PoolLog(boolean server) {
    lan = LoggerFactory.getLogger(server ? "agent.server.serf.lan" : "agent.client.serf.lan");
    wan = LoggerFactory.getLogger("agent.server.serf.wan");
  }

  void told(MemberEvent event, boolean inWan) {
    Logger log = inWan ? wan : lan;
    Member member = event.member();
    switch (event.kind()) {
      case JOINED -> log.info("serf: EventMemberJoin: {} {}", member.name(), member.address());
      case LEFT -> log.info("serf: EventMemberLeave: {} {}", member.name(), member.address());
      case FAILED -> log.info("serf: EventMemberFailed: {} {}", member.name(), member.address());
      case UPDATED -> log.info("serf: EventMemberUpdate: {}", member.name());
      case REAPED -> log.info("serf: EventMemberReap: {}", member.name());
    }
  }
}
