package org.consulkv.http;

import java.time.Duration;
import org.consulkv.agent.config.AgentConfig;
import org.consulkv.agent.config.HttpConfig;
import org.consulkv.agent.config.UiConfig;
import org.consulkv.http.forward.AnswerSettings;

/// What the API reads from the agent's configuration.
///
/// @param answers what is true of answers to this agent's clients
/// @param streaming whether answers that Consul's streaming backend would give look so
/// @param defaultWait wait of a blocking query that names none
/// @param maxWait longest wait of a blocking query
public record ApiConfig(
    String datacenter,
    String nodeName,
    AnswerSettings answers,
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
        AnswerSettings.of(agent),
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
