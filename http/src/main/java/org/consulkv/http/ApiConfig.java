package org.consulkv.http;

import java.time.Duration;
import org.consulkv.agent.config.AgentConfig;
import org.consulkv.agent.config.HttpConfig;
import org.consulkv.agent.config.UiConfig;

/// What the API reads from the agent's configuration.
///
/// @param pretty whether JSON is indented though nobody asks for it
/// @param streaming whether answers that Consul's streaming backend would give look so
/// @param defaultWait wait of a blocking query that names none
/// @param maxWait longest wait of a blocking query
public record ApiConfig(
    String datacenter,
    String nodeName,
    boolean pretty,
    Duration defaultWait,
    Duration maxWait,
    long maxValueBytes,
    long maxTxnBytes,
    String defaultAclPolicy,
    boolean streaming,
    HttpConfig http,
    UiConfig ui) {

  public static ApiConfig of(AgentConfig agent) {
    return new ApiConfig(
        agent.node().datacenter(),
        agent.node().name(),
        agent.role().dev(),
        agent.queries().defaultTime(),
        agent.queries().maxTime(),
        agent.limits().kvMaxValueSize(),
        agent.limits().txnMaxReqLen(),
        agent.acl().defaultPolicy(),
        agent.queries().streaming(),
        agent.http(),
        agent.ui());
  }
}
