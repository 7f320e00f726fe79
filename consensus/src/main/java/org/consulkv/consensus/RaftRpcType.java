package org.consulkv.consensus;

import org.apache.ratis.conf.Parameters;
import org.apache.ratis.rpc.RpcFactory;
import org.apache.ratis.rpc.RpcType;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.RaftServerRpc;
import org.apache.ratis.server.ServerFactory;
import org.apache.ratis.server.leader.FollowerInfo;
import org.apache.ratis.server.leader.LeaderState;
import org.apache.ratis.server.leader.LogAppender;

/// Lets Ratis speak through the calls between agents. Ratis makes it by its name.
///
/// Threading: immutable.
public final class RaftRpcType implements RpcType {
  private static final String CALLS = "consul-kv.calls";

  /// Called by Ratis.
  public RaftRpcType() {}

  static Parameters parameters(RaftCalls calls) {
    var parameters = new Parameters();
    parameters.put(CALLS, calls, RaftCalls.class);
    return parameters;
  }

  @Override
  public String name() {
    return RaftRpcType.class.getName();
  }

  @Override
  public RpcFactory newFactory(Parameters parameters) {
    return new Factory(this, parameters.get(CALLS, RaftCalls.class));
  }

  private record Factory(RpcType type, RaftCalls calls) implements ServerFactory {
    @Override
    public RpcType getRpcType() {
      return type;
    }

    @Override
    public RaftServerRpc newRaftServerRpc(RaftServer server) {
      RatisSettings.untilServerExists(server.getProperties());
      return new RaftTransport(type, server, calls);
    }

    @Override
    public LogAppender newLogAppender(
        RaftServer.Division division, LeaderState state, FollowerInfo follower) {
      return new LogSender(division, state, follower);
    }
  }
}
